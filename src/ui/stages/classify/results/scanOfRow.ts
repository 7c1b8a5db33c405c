import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import type { ScanFile } from '../../../../worker/jobs/import/importProtocol.ts';
import { type ScanSource, scanOfFile } from '../../../viewer/scanSource.ts';

type Files = ReadonlyMap<string, ScanFile>;
type Row = Pick<ClassifiedRow, 'path'>;

/** The end of a path that names one slice, from 1, of a file of several: see `scansOf`. */
const SLICE = / \[(\d+)\]$/;

/** Where the scan of a row comes from; null where its file is no longer available. `volumes`: which slices of volumes the rows are of. */
export function scanOfRow(row: Row, files: Files, volumes: VolumeChoice | null): ScanSource | null {
  const { path, slice } = placeOf(row, files);
  const file = files.get(path);
  const key = volumes ? `${row.path} ${volumes.plane} ${volumes.from} ${volumes.to}` : row.path;
  return file ? scanOfFile(key, file, slice, volumes) : null;
}

/** The rows that are slices of the same file, in the file's order; none for a row that is a whole file. */
export function slicesBeside(row: Row, rows: readonly Row[], files: Files): number[] {
  const { path, slice } = placeOf(row, files);
  if (slice === undefined) return [];
  return rows
    .flatMap((other, index) => (other.path.startsWith(path) ? [{ index, ...placeOf(other, files) }] : []))
    .filter((other) => other.path === path && other.slice !== undefined)
    .sort((a, b) => (a.slice ?? 0) - (b.slice ?? 0))
    .map(({ index }) => index);
}

/** The file of a row, and from 0 which slice of it, where it holds several. */
function placeOf({ path }: Row, files: Files): { readonly path: string; readonly slice?: number } {
  const named = files.has(path) ? null : SLICE.exec(path);
  return named ? { path: path.slice(0, named.index), slice: Number(named[1]) - 1 } : { path };
}
