import {
  candidatePatterns,
  mayBePatients,
  PatientCounter,
  parsePattern,
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

/** Looks for patients in the names of the images; goes through them in slices. */
export async function suggestPatterns(paths: readonly string[], classCount: number): Promise<FoundPatterns> {
  const sample = Array.from({ length: SAMPLE }, (_, i) => paths[Math.floor((i * paths.length) / SAMPLE)] ?? '');
  const suggestions: PatternSuggestion[] = [];
  let surest: string | null = null;
  for (const { text, sure } of candidatePatterns([...new Set(sample)].filter(Boolean))) {
    const counter = new PatientCounter(parsePattern(text));
    await forEachInTimeSlices(paths, (slice) => counter.add(slice));
    const tally = counter.tally();
    const isNew = suggestions.every(({ patients, scans }) => patients !== tally.patients || scans !== tally.scans);
    if (!isNew || !mayBePatients(tally, sure, paths.length, classCount)) continue;
    suggestions.push({ text, ...tally });
    if (sure) surest ??= text;
    if (suggestions.length === MOST) break;
  }
  return { suggestions, sure: surest };
}
