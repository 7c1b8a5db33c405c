import {
  candidatePatterns,
  mayBePatients,
  type NamePattern,
  PatientCounter,
  type PatientTally,
  parsePattern,
  restartsPerClass,
} from '../../../../dataset/import/namePattern.ts';
import { forEachInTimeSlices } from '../../../workspace/timeSlices.ts';
import type { PatternSuggestion } from './labelSources.ts';

const SAMPLE = 40;
const MOST = 3;

export type FoundPatterns = {
  /** The likeliest first. */
  readonly suggestions: readonly PatternSuggestion[];
  /** The one that a word, or the known form of a public data set, speaks for. */
  readonly sure: string | null;
};

/** The paths of one class; files in no folder are a class of their own here. */
export type PathsOfClass = { readonly name: string; readonly paths: readonly string[] };

/** Looks for patients in the names of the images; goes through them in slices. */
export async function suggestPatterns(classes: readonly PathsOfClass[]): Promise<FoundPatterns> {
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
  return { suggestions, sure: surest };
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
