import { isPatientFolder } from '../../../../../dataset/import/names/folderNames.ts';
import {
  candidatePatterns,
  mayBePatients,
  type NamePattern,
  PatientCounter,
  type PatientTally,
  parsePattern,
  restartsPerClass,
} from '../../../../../dataset/import/names/namePattern.ts';
import { yieldToEventLoop } from '../../../../../dataset/yieldToEventLoop.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import type { PatternSuggestion } from './labelSources.ts';

const SAMPLE = 40;
const MOST = 3;

type FoundPatterns = {
  /** The likeliest first. */
  readonly suggestions: readonly PatternSuggestion[];
  /** The one that a word, or the known form of a public data set, speaks for. */
  readonly sure: string | null;
};

export const NO_PATTERNS: FoundPatterns = { suggestions: [], sure: null };

/** The paths of one class; files in no folder are a class of their own here. */
export type PathsOfClass = { readonly name: string; readonly paths: readonly string[] };

/** Folders above a file, the nearest first: one of them may be the patient, clip or slide where the class is a folder above. */
const FOLDERS_ABOVE = ['{*}/*', '{*}/*/*', '{*}/*/*/*'];

/**
 * Looks for patients in the names of the images; goes through them in slices.
 *
 * @param hasFoldersBetween the class is not the innermost folder: what lies between are patients, slides or clips
 */
export async function suggestPatterns(
  classes: readonly PathsOfClass[],
  hasFoldersBetween = false,
): Promise<FoundPatterns> {
  const total = classes.reduce((sum, { paths }) => sum + paths.length, 0);
  const sample = Array.from({ length: SAMPLE }, (_, i) => pathAt(classes, Math.floor((i * total) / SAMPLE)));
  const suggestions: PatternSuggestion[] = [];
  let surest: string | null = null;
  for (const { text, sure } of candidatePatterns([...new Set(sample)].filter(Boolean))) {
    const tally = await tallyOf(parsePattern(text), classes);
    const isNew = suggestions.every(({ patients, scans }) => patients !== tally.patients || scans !== tally.scans);
    if (!isNew || !mayBePatients(tally, sure, total, classes.length)) continue;
    suggestions.push({ text, ...tally });
    if (sure && !restartsPerClass(tally)) surest ??= text;
    if (suggestions.length === MOST) break;
  }
  surest ??= hasFoldersBetween
    ? await foldersBetween(classes, suggestions, total)
    : await foldersAbove(classes, suggestions, sample, total);
  if (suggestions.length < MOST) await addPatternsOfOneClass(classes, suggestions);
  return { suggestions, sure: surest };
}

/** The nearest folders that hold several images each, and lie in one class alone; null where there are none. */
async function foldersBetween(
  classes: readonly PathsOfClass[],
  suggestions: PatternSuggestion[],
  total: number,
): Promise<string | null> {
  for (const text of FOLDERS_ABOVE) {
    const tally = await tallyOf(parsePattern(text), classes);
    const isOfOneClass = tally.inSeveralClasses === 0 && tally.patients > classes.length;
    if (!isOfOneClass || !mayBePatients(tally, true, total, classes.length) || tally.scans < 2 * tally.patients)
      continue;
    if (suggestions.every((other) => other.text !== text)) suggestions.unshift({ text, ...tally });
    return text;
  }
  return null;
}

/** Fewer numbered folders above the classes may be folds or centres: they are offered, not chosen. */
const LEAST_ABOVE = 10;

/** The folders right above those of the classes, where they are persons or numbers: `8863/0` and `8863/1`; null where they are not sure to be patients. */
async function foldersAbove(
  classes: readonly PathsOfClass[],
  suggestions: PatternSuggestion[],
  sample: readonly string[],
  total: number,
): Promise<string | null> {
  const above = [...new Set(sample.map((path) => path.split('/').at(-3) ?? ''))];
  if (!above.every((name) => /^\d+$/.test(name) || isPatientFolder(name))) return null;
  const text = '{*}/*/*';
  const tally = await tallyOf(parsePattern(text), classes);
  if (!mayBePatients(tally, true, total, classes.length) || tally.scans < 2 * tally.patients) return null;
  if (suggestions.every((other) => other.text !== text)) suggestions.unshift({ text, ...tally });
  return tally.patients >= LEAST_ABOVE ? text : null;
}

/** Names that a word says to be patients' in one class alone: offered, never chosen, since nothing is known of the others. */
async function addPatternsOfOneClass(
  classes: readonly PathsOfClass[],
  suggestions: PatternSuggestion[],
): Promise<void> {
  for (const each of classes) {
    await yieldToEventLoop(); // hundreds of small classes would run on in one task
    const sample = Array.from({ length: SAMPLE }, (_, i) =>
      pathAt([each], Math.floor((i * each.paths.length) / SAMPLE)),
    );
    for (const { text, sure } of candidatePatterns([...new Set(sample)].filter(Boolean))) {
      if (!sure || suggestions.some((other) => other.text === text)) continue;
      const tally = await tallyOf(parsePattern(text), [each]);
      if (!mayBePatients(tally, true, each.paths.length, 1) || tally.scans <= tally.patients) continue;
      suggestions.push({ text, ...(await tallyOf(parsePattern(text), classes)) });
      break;
    }
    if (suggestions.length >= MOST) return;
  }
}

/** The path at a place among those of all classes. */
function pathAt(classes: readonly PathsOfClass[], place: number): string {
  let left = place;
  for (const { paths } of classes) {
    if (left < paths.length) return paths[left] ?? '';
    left -= paths.length;
  }
  return '';
}

/** Counts the patients that a pattern finds, while anyone wants to know. */
export async function tallyOf(
  pattern: NamePattern,
  classes: readonly PathsOfClass[],
  isWanted: () => boolean = () => true,
): Promise<PatientTally> {
  const counter = new PatientCounter(pattern);
  for (const { name, paths } of classes) {
    await forEachInTimeSlices(paths, (slice) => {
      if (isWanted()) counter.add(slice, name);
    });
  }
  return counter.tally();
}
