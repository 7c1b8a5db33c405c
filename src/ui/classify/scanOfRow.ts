import type { ClassifiedRow, ScanFile } from '../../worker/protocol.ts';
import { type ScanSource, scanOfFile } from '../viewer/scanSource.ts';

/** The end of a path that names one slice, from 1, of a file of several: see `scansOf`. */
const SLICE = / \[(\d+)\]$/;

/** Where the scan of a row comes from; null where its file is not at hand. */
export function scanOfRow(
  { path }: Pick<ClassifiedRow, 'path'>,
  files: ReadonlyMap<string, ScanFile>,
): ScanSource | null {
  const file = files.get(path);
  if (file) return scanOfFile(path, file);
  const slice = SLICE.exec(path);
  const whole = slice && files.get(path.slice(0, slice.index));
  return whole ? scanOfFile(path, whole, Number(slice[1]) - 1) : null;
}
