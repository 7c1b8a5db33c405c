import type { Subset } from '../../split/splitSettings.ts';
import { remembered, templateOf, withoutWords, wordsOf } from './nameWords.ts';

// What the name of a folder says where it is no class.

/** A map: a folder may be called `constructor`, which every object has. */
const SUBSET_OF_WORD = new Map<string, Subset>([
  ...wordsFor(
    'training',
    'train training trn trainval entrenamiento entrainement apprentissage treino treinamento addestramento 训练 训练集 訓練 学習 훈련 تدريب обучение',
  ),
  ...wordsFor(
    'validation',
    'val valid validation dev eval evaluation tuning validacion validacao validazione validierung 验证 验证集 検証 검증 تحقق валидация',
  ),
  ...wordsFor(
    'test',
    'test testing tst holdout prueba pruebas teste testes prova 测试 测试集 測試 テスト 테스트 اختبار тест',
  ),
]);

function wordsFor(subset: Subset, words: string): (readonly [string, Subset])[] {
  return words.split(' ').map((word) => [word, subset]);
}
/** How short cells of tables name the subsets; a folder `te` may be anything. */
const SUBSET_OF_CELL = new Map<string, Subset>([
  ['tr', 'training'],
  ['va', 'validation'],
  ['vl', 'validation'],
  ['te', 'test'],
  ['ts', 'test'],
]);
/** `trainset`, `testimages`: two words in one. */
const FUSED =
  /^(?<subset>train(?:ing)?|test(?:ing)?|val(?:id(?:ation)?)?|验证|训练|测试)(?:s|ierungs)?(?:sets?|data|dataset|images?|imgs?|files?|scans?|daten|datensatz|bilder|数据|图像|图片)$/;

/** How the data was divided, or wrapped for a download. */
const PART_WORDS = new Set(
  `all dataset datasets data archive download downloads input part batch fold subset partition chunk datos donnees daten dados
  dati 数据 数据集`.split(/\s+/),
);
/** With others: `a. Training Set`, `Original Images`, `External_Test`. */
const FILLERS = new Set(
  'set sets original raw simple split of the tr ts external internal auto hidden public private final prelim resized cropped preprocessed'.split(
    ' ',
  ),
);
// `imagesTr`, `labelsTs`: of the Medical Segmentation Decathlon and nnU-Net.
const STORAGE_WORDS = new Set(
  `image images imagestr imagests img imgs picture pictures pic pics photo photos scan scans slice slices file files
  jpg jpgs jpeg jpegs png pngs tif tifs tiff tiffs imagen imagenes imagens bild bilder immagini 图像 图片 画像 이미지 صور`.split(
    /\s+/,
  ),
);
const MASK_WORDS = new Set(
  `mask masks segmentation segmentations seg segs label labels gt gts groundtruth groundtruths annotation annotations
  labelstr labelsts manual superpixels mascara mascaras masque masques maske masken maschera maschere 掩码 掩膜 マスク`.split(
    /\s+/,
  ),
);
const MASK_NAME =
  /^(masks?|segmentations?|segs?|labels?|gts?|ground[ _-]?truths?|annotations?|labels(tr|ts)|m[aá]scaras?|masques?|masken?|maschere?|掩码|掩膜|マスク)$/i;
/** `with_mask`, `no mask`: what is seen, not what is marked. */
const OF_WHAT_IS_SEEN = new Set('no not non with without wearing incorrect weared worn face'.split(' '));
/** Of images without a label. */
const UNLABELLED_WORDS = new Set(
  `pred preds predict prediction predictions unlabeled unlabelled submission submissions unknown result results output
  outputs figure figures plot plots thumbnail thumbnails thumb thumbs preview previews sample samples example examples
  screenshot screenshots demo weights logs meta metadata ergebnis ergebnisse abbildungen resultat resultats resultado resultados risultati graficos
  sonuc sonuclar 结果 نتائج unsure uncertain unclear doubtful unsicher unklar discarded junk`.split(/\s+/),
);
/** What was put away: kept for whatever reason, and not to be learned from. */
const PUT_AWAY_WORDS = new Set(
  'excluded exclude excludes exclusions unused todo backup backups bak deleted'.split(' '),
);
/** The same only where a folder within is there without it, too: `old/benign` beside `benign`; `old` and `young` are classes. */
const PERHAPS_PUT_AWAY_WORDS = new Set(
  'old alt previous rejected rejects discarded discard junk temp tmp archived'.split(' '),
);
const READ_ME = /^read[ _-]?me$/i;
/** What a folder says of how an image was taken, never what is on it. */
const ACQUISITION =
  /^(\d+x|(19|20)\d\d|t1|t2|t1w|t2w|t1c|t1ce|t1wce|t1gd|t1post|flair|t2flair|dwi|adc|swi|pre|post[ _-]?\d+|pdw?|ct|mri?|pet|x[ _-]?rays?|axial|coronal|sagittal|transversal|transverse|ax|cor|sag|tra|cc|mlo|pa|ap|lateral|frontal|left|right|od|os|male|female)$/i;

/** Of one patient, visit, date or series: what data sets for research and DICOM discs are made of, never a class. */
const PATIENT_NAME =
  /^((patient|subject|sub|case|pat|pt|person|participant|study|series|session|ses|visit)[ _-]*(id[ _-]*)?\d|(patient|subject|participant)[ _-]+[a-z]{1,2}$|brats[-_\d]|tcga[-_].|oas\d+[-_]\d|ixi\d|\d{3}_s_\d{4}|[12]\.\d+\.\d[\d.]+$|\d+\.\d{6}-|\d\d-\d\d-\d{4}-|(19|20)\d\d-?[01]\d-?[0-3]\d([ _T-]|$))/i;
/** `study1_negative`: a visit's folder that names the class, too. */
const LABELLED_VISIT = /^(?:study|series|session|ses|visit|exam)[ _-]?\d{1,4}[ _-]+([a-z][a-z _-]*)$/i;

export const isPatientFolder = remembered((name): boolean => {
  return PATIENT_NAME.test(name);
});

/** Returns 'negative' for `study1_negative`, null for other names. */
export function labelOfVisit(name: string): string | null {
  return LABELLED_VISIT.exec(name)?.[1] ?? null;
}

/** The words of a folder's name but for what numbers it: `a. Training Set`, `01_train`. */
function namingWords(name: string): readonly string[] {
  return wordsOf(name.replace(/^[a-z]\s*[.)]\s*/i, ''));
}

/** Whether a name is a range of numbers, by which many files of a class were divided: `0001-1000`. */
export function isRange(name: string): boolean {
  const [, from, to] = /^(\d+) ?[-_–] ?(\d{3,})$/.exec(name) ?? [];
  if (from === undefined || to === undefined || Number(from) >= Number(to)) return false;
  return ![from, to].every((year) => /^(19|20)\d\d$/.test(year));
}

/** Whether all words only say how files are stored: `images`, `JPEGImages`, `images_001`. */
export const isStorage = remembered((name): boolean => {
  const words = namingWords(name);
  return words.some((word) => STORAGE_WORDS.has(word)) && words.every((word) => isOneOf(word, STORAGE_WORDS, FILLERS));
});

/** Whether a word says how files are stored: `Images_Square`, `images_seq1`. */
export const speaksOfStorage = remembered((name): boolean => wordsOf(name).some((word) => STORAGE_WORDS.has(word)));

/** The names of folders that only say how the data was divided or stored. */
export const isPartOrStorage = remembered((name): boolean => {
  const words = namingWords(name);
  const isStrong = (word: string) => subsetOfWord(word) !== null || isOneOf(word, PART_WORDS, STORAGE_WORDS);
  return words.some(isStrong) && words.every((word) => isStrong(word) || FILLERS.has(word));
});

/** Whether names are one with different numbers, of parts (`images_part_1`), or of persons (`I118670`). */
export function isPartNumbered(names: readonly string[]): boolean {
  const [first = ''] = names;
  const template = templateOf(first);
  const isPart = namingWords(first).some((word) => isOneOf(word, PART_WORDS, STORAGE_WORDS));
  return names.every((name) => templateOf(name) === template && (isPart || /\d{3}/.test(name)));
}

function isOneOf(word: string, ...lists: readonly ReadonlySet<string>[]): boolean {
  return lists.some((list) => list.has(word));
}

export function isMaskFolder(name: string): boolean {
  return MASK_NAME.test(name);
}

/** Whether a word of the name says masks: `ManualMask`, `Training_GroundTruth`. Whether they are shows in what lies beside them. */
export const speaksOfMasks = remembered((name): boolean => {
  const words = wordsOf(name);
  const isTruth = words.some((word, i) => word === 'ground' && /^truths?$/.test(words[i + 1] ?? ''));
  const isMethod = words.some((word) => /^r?cnn$/.test(word)); // Mask R-CNN
  const isSeen = words.some((word) => OF_WHAT_IS_SEEN.has(word));
  return (isTruth || words.some((word) => MASK_WORDS.has(word))) && !isSeen && !isMethod;
});

/** `without_mask`: there the folder `mask` is a class. */
export function isMaskSeen(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => MASK_WORDS.has(word)) && words.some((word) => OF_WHAT_IS_SEEN.has(word));
}

/** What is left of a folder's name without the words that say masks: `COVID_masks` -> `COVID`. */
export function withoutMaskWords(name: string): string {
  return withoutWords(name, (word) => MASK_WORDS.has(word) || /^(ground|truths?)$/.test(word));
}

export function isUnlabelled(name: string): boolean {
  const words = namingWords(name);
  const isOther = (word: string) =>
    isOneOf(word, UNLABELLED_WORDS, MASK_WORDS, STORAGE_WORDS, PART_WORDS, FILLERS) || subsetOfWord(word) !== null;
  return READ_ME.test(name) || (words.some((word) => UNLABELLED_WORDS.has(word)) && words.every(isOther));
}

/** Whether a folder holds what was put away, whatever is in it: `excluded`, `backup_2021`. */
export const isPutAway = remembered((name): boolean => isOfWords(name, PUT_AWAY_WORDS));

/** Whether it does where it holds the same as the one above: `old`. */
export const mayBePutAway = remembered((name): boolean => isOfWords(name, PERHAPS_PUT_AWAY_WORDS));

function isOfWords(name: string, said: ReadonlySet<string>): boolean {
  const words = namingWords(name);
  const isOther = (word: string) => isOneOf(word, said, STORAGE_WORDS, PART_WORDS, FILLERS);
  return words.some((word) => said.has(word)) && words.every(isOther);
}

export function isAcquisition(name: string): boolean {
  return ACQUISITION.test(name);
}

/** Returns the subset that a folder is, as a whole: `Testing`, `train_set`, `test_images`. */
export const subsetOfFolder = remembered((name): Subset | null => {
  return isPartOrStorage(name) ? subsetInName(name) : null;
});

/** Returns the subset that a cell of a table names: `PublicTest`, `internal validation`, `tr`. */
export function subsetOfCell(cell: string): Subset | null {
  return SUBSET_OF_CELL.get(cell.toLowerCase()) ?? subsetInName(cell);
}

/** Returns the subset of a file by its folders, the innermost that names one: `ISIC_Training_Input` does, too. */
export function subsetOfPath(names: readonly string[]): Subset | null {
  for (const name of names.toReversed()) {
    const subset = subsetOfFolder(name) ?? subsetInName(name);
    if (subset) return subset;
  }
  return null;
}

/** Takes the subset out of the name of a class: `test_tumour` -> `tumour` of test; null where there is none, or nothing else. */
export function apartFromSubset(name: string): { readonly rest: string; readonly subset: Subset } | null {
  const subset = subsetInName(name);
  if (subset === null || isPartOrStorage(name)) return null;
  return { rest: withoutWords(name, (word) => subsetOfWord(word) !== null), subset };
}

const subsetInName = remembered((name): Subset | null => {
  const joined = name.replace(/hold[ _-]out/i, 'holdout');
  return (
    wordsOf(joined)
      .map(subsetOfWord)
      .find((subset) => subset !== null) ?? null
  );
});

function subsetOfWord(word: string): Subset | null {
  return SUBSET_OF_WORD.get(word) ?? SUBSET_OF_WORD.get(FUSED.exec(word)?.groups?.subset ?? '') ?? null;
}

/** Whether a folder holds copies of another's images, changed: `AugmentedDataset`, or `OVERLAY` with the finding drawn into them. */
export function isAugmented(name: string): boolean {
  return /(^|[^a-z])(aug(ment(ed|ation|ations)?)?|overlays?|heat[ _-]?maps?|grad[ _-]?cams?)([^a-z]|$)|augmented/i.test(
    name,
  );
}

/** Whether a folder holds small copies of the images in the one above. */
export function isForThumbnails(name: string): boolean {
  return /^(thumb(nail)?s?|previews?)$/i.test(name);
}

/** Whether a file's name says that it is an augmented copy: `aug_1_0.png`, `12_aug2.png`; not a date in August. */
export function isAugmentedFile(name: string): boolean {
  return /(^|[ _-])aug(mented|mentation)?(?=[ _.-]|\d|$)(?![ _.-]?(19|20)\d\d)/i.test(name);
}

/** `Original`, `Original Images`: what lies beside it may be other versions. */
export const isOriginal = remembered((name): boolean => {
  const words = namingWords(name);
  const isSaid = (word: string) => /^(origin(al|ais|ales|ale)s?|originaux|原始|原图)$/.test(word);
  return words.some(isSaid) && words.every((word) => isSaid(word) || isOneOf(word, STORAGE_WORDS, PART_WORDS, FILLERS));
});

/**
 * Returns the name of which this is a copy, turned or with something drawn into it: `1` for `1-rotated2.jpg`, `1_flip.png`, `1_gradcam.png`
 * and `1_thumb.jpg`; null for others.
 */
export function changedFrom(name: string): string | null {
  const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '');
  return (
    /^(.+?)(?:[ _-]+(?:rot(?:ated?|ation)?|[hv]?[_-]?flip(?:ped)?|mirror(?:ed)?|grad[_-]?cam|heat[_-]?map|overlay|thumb(?:nail)?|preview|annotated|bbox(?:es)?|pred(?:iction)?)[ _-]?\d*(?:deg)?)+$/i.exec(
      stem,
    )?.[1] ?? null
  );
}

/** Returns the name that a file manager made a copy of: `Tumour` for `Tumour - Copy (2)` and `Copy of Tumour`; null for others. */
export function copiedFrom(name: string): string | null {
  const behind = /^(.+?)(?: -)? (?:copy|copie|kopie|copia|cópia|副本)(?: ?\(?\d+\)?)?$/i.exec(name)?.[1];
  return behind ?? /^(?:copy of|copie de|kopie von|copia de|copia di|cópia de) (.+)$/i.exec(name)?.[1] ?? null;
}

/** Compares names of classes: `No_Tumor`, `no tumor` and `no-tumor` are one. */
export function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
