import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { bySha256 } from '../../../../dataset/scan.ts';
import type { ScanFile } from '../../../../worker/jobs/import/importProtocol.ts';
import { FILES_MEASURED_PER_TASK, forEachInTimeSlices } from '../../../workspace/timeSlices.ts';
import type { OutcomeNote } from '../import/outcomeTable.ts';
import type { ImportReview } from '../import/review/importReview.ts';

type StoredScan = Pick<ScanView, 'sha256' | 'bytes' | 'className' | 'path'>;

/** A file that will be imported, and the class that it gets. */
type LabelledFile = { readonly file: ScanFile; readonly path: string; readonly className: string };

/** SHA-256 of files that were hashed; null for one that cannot be read. */
type FileHashes = ReadonlyMap<ScanFile, string | null>;

export async function labelledFiles({ files, classes, loose }: ImportReview): Promise<LabelledFile[]> {
  const labelled: LabelledFile[] = [];
  const take = (indices: readonly number[], className: string) =>
    forEachInTimeSlices(indices, (slice) => {
      for (const index of slice) {
        const dropped = files[index];
        if (dropped) labelled.push({ ...dropped, className });
      }
    });
  for (const { included, name, fileIndices } of classes) if (included) await take(fileIndices, name.trim());
  if (loose.className.trim() !== '') await take(loose.fileIndices, loose.className.trim());
  return labelled;
}

/**
 * The files that may hold the bytes of a scan, or of another file, of another class: those of the same length. Only they
 * need to be hashed, and mostly they are few. Empty files are refused anyway.
 */
export async function possibleDuplicates(
  labelled: readonly LabelledFile[],
  scans: readonly StoredScan[],
): Promise<LabelledFile[]> {
  const classesBySize = new Map<number, Set<string>>();
  const note = (size: number, className: string) => {
    const known = classesBySize.get(size);
    if (known) known.add(className);
    else classesBySize.set(size, new Set([className]));
  };
  await forEachInTimeSlices(scans, (slice) => {
    for (const { bytes, className } of slice) note(bytes, className);
  });
  const sizes: number[] = [];
  const measure = (slice: readonly LabelledFile[]) => {
    for (const { file, className } of slice) {
      const { size } = file;
      note(size, className);
      sizes.push(size);
    }
  };
  await forEachInTimeSlices(labelled, measure, FILES_MEASURED_PER_TASK);
  const found: LabelledFile[] = [];
  let at = 0;
  await forEachInTimeSlices(labelled, (slice) => {
    for (const each of slice) {
      const size = sizes[at++] ?? 0;
      if (size > 0 && (classesBySize.get(size)?.size ?? 0) > 1) found.push(each);
    }
  });
  return found;
}

/** The files whose bytes are there under another class: in the data set, or dropped before them. */
export function duplicatesInOtherClasses(
  files: readonly LabelledFile[],
  hashes: FileHashes,
  scans: readonly StoredScan[],
): OutcomeNote[] {
  const stored = bySha256(scans);
  const dropped = new Map<string, LabelledFile>();
  const notes: OutcomeNote[] = [];
  for (const each of files) {
    const { file, path, className } = each;
    const sha256 = hashes.get(file);
    if (!sha256) continue;
    const scan = stored.get(sha256);
    const twin = dropped.get(sha256);
    if (!twin) dropped.set(sha256, each);
    if (scan && scan.className !== className)
      notes.push({
        path,
        className,
        reason: `Same bytes as ${scan.path}, which the data set has as ${scan.className}`,
      });
    else if (!scan && twin && twin.className !== className)
      notes.push({ path, className, reason: `Same bytes as ${twin.path}, which is ${twin.className} here` });
  }
  return notes;
}
