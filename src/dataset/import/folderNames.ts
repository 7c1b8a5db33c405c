import type { Subset } from '../split/splitSettings.ts';

// What the name of a folder says where it is no class.

/** How the data was divided, or wrapped for a download. */
// One digit at a time: a run of them could else be read in 2^n ways, and a folder named for that would hang the page.
const PART_NAME =
  /^(train(ing)?|test(ing)?|val(id(ation)?)?|dev|all|dataset|data|archive|download(s)?|input)([ _-]*(set|data|\d|\(\d+\)))*$/i;
// `imagesTr`, `labelsTs`: of the Medical Segmentation Decathlon and nnU-Net.
const STORAGE_NAME = /^(images?(tr|ts)?|imgs?|pictures?|pics?|photos?|scans?|slices?|files?|jpe?gs?|pngs?|tiffs?)$/i;
const MASK_NAME = /^(masks?|segmentations?|segs?|labels?|gts?|ground[ _-]?truths?|annotations?|labels(tr|ts))$/i;
/** Of images without a label. */
const UNLABELLED_NAME = /^(pred(ict(ions?)?)?s?|read[ _-]?me|unlabell?ed|submissions?|unknown)$/i;
const MAGNIFICATION = /^\d+x$/i;

/** A map: a folder may be called `constructor`, which every object has. */
const SUBSET_OF_WORD = new Map<string, Subset>([
  ['train', 'training'],
  ['training', 'training'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['dev', 'validation'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** Of one patient, visit or series: what data sets for research and DICOM discs are made of, never a class. */
const PATIENT_NAME =
  /^((patient|subject|sub|case|pat|pt|person|participant|study|series|session|ses|visit)[ _-]*(id[ _-]*)?\d|brats[-_\d]|tcga[-_].|oas\d+[-_]\d|ixi\d|\d{3}_s_\d{4}|[12]\.\d+\.\d[\d.]+$)/i;
/** `study1_negative`: a visit's folder that names the class, too. */
const LABELLED_VISIT = /^(?:study|series|session|ses|visit|exam)[ _-]?\d{1,4}[ _-]+([a-z][a-z _-]*)$/i;

export function isPatientFolder(name: string): boolean {
  return PATIENT_NAME.test(name);
}

/** Returns 'negative' for `study1_negative`, null for other names. */
export function labelOfVisit(name: string): string | null {
  return LABELLED_VISIT.exec(name)?.[1] ?? null;
}

export function isStorage(name: string): boolean {
  return STORAGE_NAME.test(name);
}

/** The names of folders that only say how the data was divided or stored. */
export function isPartOrStorage(name: string): boolean {
  return PART_NAME.test(name) || STORAGE_NAME.test(name);
}

export function isMaskFolder(name: string): boolean {
  return MASK_NAME.test(name);
}

export function isUnlabelled(name: string): boolean {
  return UNLABELLED_NAME.test(name);
}

export function isMagnification(name: string): boolean {
  return MAGNIFICATION.test(name);
}

/** Returns the subset that a folder is, as a whole: `Testing`, `train_set`. */
export function subsetOfFolder(name: string): Subset | null {
  return PART_NAME.test(name) ? subsetInName(name) : null;
}

/** Returns the subset of a file by its folders, the innermost that names one: `ISIC_Training_Input` does, too. */
export function subsetOfPath(names: readonly string[]): Subset | null {
  for (const name of names.toReversed()) {
    const subset = subsetOfFolder(name) ?? subsetInName(name);
    if (subset) return subset;
  }
  return null;
}

function subsetInName(name: string): Subset | null {
  const words = name.toLowerCase().split(/[^a-z]+/);
  return words.map((word) => SUBSET_OF_WORD.get(word)).find((subset) => subset !== undefined) ?? null;
}

/** Whether a folder holds augmented copies of another's images: `AugmentedDataset`. */
export function isAugmented(name: string): boolean {
  return /(^|[^a-z])aug(ment(ed|ation|ations)?)?([^a-z]|$)|augmented/i.test(name);
}

/** Compares names of classes: `No_Tumor`, `no tumor` and `no-tumor` are one. */
export function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
