import { sha256Of } from '../hashes.ts';
import type { DataSet } from '../scan.ts';
import type { Params } from '../userError.ts';
import { applyEdits, type Edit, type EditedDataSet } from './datasetEdits.ts';

/** One state of the data set that there was. */
export type DataSetVersion = {
  /** From 1. The same content has the same number, also when an edit was undone. */
  readonly number: number;
  /** `dataSetFingerprint` of its scans, labels and exclusions. Cards of models carry it. */
  readonly hash: string;
  /** When the data set came to be so: ISO 8601, UTC. */
  readonly at: string;
  /** What had changed; its sentence is made where it is shown: `changeSentence`. */
  readonly code: string;
  readonly params: Params;
  /** In use. */
  readonly scans: number;
  readonly excluded: number;
  /** The edit that was applied or, the second time that it is listed, undone; null for an import. */
  readonly edit: number | null;
};

/** What makes a version. */
export type VersionChange = Pick<DataSetVersion, 'edit' | 'code' | 'params'>;

/** The state of the data set under the edits in force, as it follows on the history. */
export async function nextVersion(
  dataSet: DataSet,
  inForce: readonly Edit[],
  history: readonly DataSetVersion[],
  { edit, code, params }: VersionChange,
): Promise<DataSetVersion> {
  const { inUse, excluded } = applyEdits(dataSet, inForce);
  const hash = await dataSetFingerprint(inUse.scans, excluded);
  return {
    number: versionOf(history, hash)?.number ?? 1 + Math.max(0, ...history.map(({ number }) => number)),
    ...{ hash, at: new Date().toISOString(), code, params, edit },
    scans: inUse.scans.length,
    excluded: excluded.length,
  };
}

/** Tells the scans of one class from others, in whatever order and under whatever names. */
export function classHash(
  scans: readonly { readonly sha256: string; readonly className: string }[],
  name: string,
): Promise<string> {
  const own = scans.filter(({ className }) => className === name).map(({ sha256 }) => sha256);
  return sha256Of(own.sort().join('\n'));
}

/** The version that a model or a run saw, by the hash it carries; null where this data set never was so. */
export function versionOf(history: readonly DataSetVersion[], hash: string): DataSetVersion | null {
  return history.find((version) => version.hash === hash) ?? null;
}

/**
 * The data set as it was in a version of its history. Scans are only ever added at the end, and edits that were undone
 * stay, so it can be made again; null where a scan or an edit can no longer be read, so that it cannot.
 *
 * @param edits All that there ever were.
 */
export async function atVersion(
  dataSet: DataSet,
  edits: readonly Edit[],
  history: readonly DataSetVersion[],
  version: DataSetVersion,
): Promise<EditedDataSet | null> {
  const scans = dataSet.scans.slice(0, version.scans + version.excluded);
  const inForce = new Set<number>();
  for (const { edit } of history.slice(0, history.indexOf(version) + 1)) {
    if (edit !== null && !inForce.delete(edit)) inForce.add(edit);
  }
  const curated = applyEdits(
    { ...dataSet, scans },
    edits.filter(({ id }) => inForce.has(id)),
  );
  const hash = await dataSetFingerprint(curated.inUse.scans, curated.excluded);
  return hash === version.hash ? curated : null;
}

/**
 * What a data set is, in one line: SHA-256 (64 hex digits) over the sorted lines `sha256 class` of the scans in use and
 * `sha256` of those excluded, each ended by a newline; a newline in the name of a class is followed by a space, so that no
 * name can pass for two lines. The same scans under the same classes give the same fingerprint, in
 * any order and from any folders.
 */
export function dataSetFingerprint(
  scans: readonly { readonly sha256: string; readonly className: string }[],
  excluded: readonly { readonly sha256: string }[] = [],
): Promise<string> {
  const lines = scans.map(({ sha256, className }) => `${sha256} ${className.replaceAll('\n', '\n ')}\n`);
  for (const { sha256 } of excluded) lines.push(`${sha256}\n`);
  return sha256Of(lines.sort().join(''));
}

/** Which scans there are and in which order, without their classes. */
export function orderFingerprint(scans: readonly { readonly sha256: string }[]): Promise<string> {
  return sha256Of(scans.map(({ sha256 }) => sha256).join(''));
}
