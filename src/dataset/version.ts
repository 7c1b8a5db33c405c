import type { Curated } from './curation.ts';
import { dataSetFingerprint } from './dataSetFingerprint.ts';

/** One state of the data set that there was. */
export type DataSetVersion = {
  /** From 1. The same content has the same number, also when an edit was taken back. */
  readonly number: number;
  /** SHA-256 over its scans, labels and exclusions: `dataSetFingerprint`. Cards of models carry it. */
  readonly hash: string;
  /** When the data set came to be so: ISO 8601, UTC. */
  readonly at: string;
  /** What had changed, in words: '12 scans excluded (copies)'. */
  readonly what: string;
  readonly scans: number;
  readonly excluded: number;
};

/** The history with the state that the data set is in now; the same history where nothing of its content has changed. */
export async function withVersion(
  history: readonly DataSetVersion[],
  { inUse, excluded }: Curated,
  at: string,
  what: string,
): Promise<readonly DataSetVersion[]> {
  const hash = await dataSetFingerprint(inUse.scans, excluded);
  if (history.at(-1)?.hash === hash) return history;
  const known = history.find((version) => version.hash === hash);
  const number = known?.number ?? 1 + Math.max(0, ...history.map((version) => version.number));
  return [...history, { number, hash, at, what, scans: inUse.scans.length, excluded: excluded.length }];
}
