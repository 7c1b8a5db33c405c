import { withoutAccents } from '../names/nameWords.ts';
import { byName } from './plannedClasses.ts';

const FINDINGS = wordSet(
  'tumor tumour tumors tumours tumoral tumorous tumeur cancer cancerous carcinoma neoplasm neoplastic malignant malignancy',
  'glioma glioblastoma astrocytoma meningioma pituitary adenoma metastasis metastases metastatic lesion lesions nodule',
  'melanoma melanom polyp polyps amd dme cnv drusen',
  'stroke hemorrhage haemorrhage bleeding infarct ischemia ischemic dementia demented alzheimer alzheimers epilepsy',
  'pneumonia covid covid19 tuberculosis disease diseased pathology pathological patient patients sick ill abnormal',
  'unhealthy anomaly anomalous defect defective fracture fractured positive pos infected affected',
  'krank malade enfermo enferma malato doente maligno maligna malin maligne malign bosartig 恶性 肿瘤 癌 阳性 مريض ورم',
);
const HEALTH = wordSet(
  'healthy health normal norm control controls negative neg clear clean nothing absent gesund sain saine sano sana sani',
  'saudavel normale normales 健康 正常 阴性 سليم طبيعي',
);
/** Between a tumour and none. */
const BENIGN = wordSet('benign benigno benigna benin benigne gutartig nevus naevus navus 良性 حميد');
const NEGATIONS = wordSet('no not non none without free');
const NEGATING_PREFIXES = ['not', 'non', 'no', 'un'];
/** Too short to mean anything inside a longer name such as `Type 1`. */
const WHOLE_NAMES_OF_FINDINGS = wordSet('yes ja oui si true y p 1 gbm ad ms tb mass');
const WHOLE_NAMES_OF_ABSENCE = wordSet('no nein false n nc hc cn 0');

function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/**
 * Which of two class names means that something was found, e.g. `tumor` beside `no_tumor`. Null where the names do not
 * say so (cars and planes), or where there are not two: with more classes none of them is 'the' positive one.
 */
export function guessPositiveClass(names: readonly string[]): string | null {
  const [a, b, ...more] = names;
  if (a === undefined || b === undefined || more.length > 0) return null;
  const [ofA, ofB] = [evidenceOfFinding(a), evidenceOfFinding(b)];
  if (ofA !== ofB) return ofA > ofB ? a : b;
  if (isNegationOf(a, b)) return b;
  return isNegationOf(b, a) ? a : null;
}

/**
 * The order of the network's outputs: [negative, positive] for two classes, else alphabetical.
 *
 * @param existing classes of the data set that is added to: they keep their places, and with them their colours
 */
export function orderClasses(
  names: readonly string[],
  positive: string | null,
  existing: readonly string[] = [],
): string[] {
  const kept = existing.filter((name) => names.includes(name));
  const sorted = [...kept, ...names.filter((name) => !kept.includes(name)).sort(byName)];
  if (sorted.length !== 2 || positive === null || !sorted.includes(positive)) return sorted;
  return [...sorted.filter((name) => name !== positive), positive];
}

/** From 2, a finding, over 0, no word that is known, to -2, the absence of one. `benign` lies between tumour and healthy. */
export function evidenceOfFinding(name: string): number {
  const words = wordsOf(name);
  const [only] = words.length === 1 ? words : [];
  if (only !== undefined && WHOLE_NAMES_OF_FINDINGS.has(only)) return 2;
  if (only !== undefined && WHOLE_NAMES_OF_ABSENCE.has(only)) return -2;
  if (words.some(deniesFinding)) return -2;
  const denied = words.some((word) => NEGATIONS.has(word));
  const benign = words.some((word) => BENIGN.has(word));
  if (words.some((word) => FINDINGS.has(word))) return denied ? -2 : benign ? 1 : 2;
  if (words.some((word) => HEALTH.has(word))) return denied ? 2 : -2;
  if (denied) return -2;
  return benign ? -1 : 0;
}

/** `notumor`, `nontumorous`, `tumorfree`. */
function deniesFinding(word: string): boolean {
  if (FINDINGS.has(word)) return false;
  if (word.endsWith('free') && FINDINGS.has(word.slice(0, -4))) return true;
  return NEGATING_PREFIXES.some((prefix) => word.startsWith(prefix) && FINDINGS.has(word.slice(prefix.length)));
}

/** `nonwidget` is the negation of `widget`, without knowing what a widget is. */
function isNegationOf(name: string, other: string): boolean {
  const [text, otherText] = [wordsOf(name).join(''), wordsOf(other).join('')];
  return otherText !== '' && NEGATING_PREFIXES.some((prefix) => text === prefix + otherText);
}

/** `NoTumor_2` -> no, tumor, 2 */
function wordsOf(name: string): string[] {
  return withoutAccents(name)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
