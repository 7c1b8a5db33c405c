import type { Scan } from '../../../dataset/scan.ts';
import { readStoredSlice } from '../../../decoding/slices/storedSlice.ts';
import type { StoredMask } from '../../../storage/dataSet/maskRecords.ts';
import { writeMasks } from '../../../storage/dataSet/maskStore.ts';
import { type DecodedScan, scansOf, type Wanted } from '../../decodePool/decodeResult.ts';
import type { JobsContext } from '../context.ts';
import type { ImportRequest, ScanFile } from './importProtocol.ts';

type MaskedFile = ImportRequest['files'][number];

const ONLY_BYTES: Wanted = {
  pixels: null,
  fingerprint: false,
  imageStatistics: false,
  thumbnail: null,
  originals: true,
};
const SCANS_PER_TRANSACTION = 200;

/**
 * Keeps the masks of files that were imported with their scans: of a volume each slice with the slice that it marks. A mask that cannot be
 * read is passed over, as are those of scans that are not there.
 */
export async function importMasks(
  context: JobsContext,
  files: readonly MaskedFile[],
  volumes: ImportRequest['volumes'],
  signal: AbortSignal,
): Promise<void> {
  const wanted = volumes ? { ...ONLY_BYTES, volumes } : ONLY_BYTES;
  const scansOfPath = byPath(context.dataSet?.scans ?? []);
  const found = new Map<string, StoredMask[]>();
  for (const { path, masks = [] } of files) {
    const scans = scansOfPath.get(path) ?? [];
    for (const mask of scans.length > 0 ? masks : []) {
      for await (const { part, bytes } of readMask(context, mask, wanted, signal)) {
        const scan = scans.find((each) => isMarkedBy(each, part));
        if (scan) found.set(scan.sha256, [...(found.get(scan.sha256) ?? []), { name: mask.name, bytes }]);
      }
    }
    if (found.size < SCANS_PER_TRANSACTION) continue;
    await writeMasks(context.db, found);
    found.clear();
  }
  await writeMasks(context.db, found);
}

/** What a file of a mask holds, a volume each slice in which something is marked, with the bytes that are kept of it. */
async function* readMask(context: JobsContext, mask: ScanFile, wanted: Wanted, signal: AbortSignal) {
  const batch = { items: [mask], read: () => context.archives.batchOf([mask]) };
  for await (const { results, originals } of context.pool.decodeAll([batch], wanted, signal)) {
    const parts = results.flatMap((taken) => (taken.status === 'refused' ? [] : scansOf(mask.name, taken)));
    for (const { taken: part } of parts) {
      const isEmpty = part.kept !== null && readStoredSlice(part.kept).values.every((value) => value === 0);
      const bytes = part.kept?.slice().buffer ?? originals;
      if (bytes && !isEmpty) yield { part, bytes };
    }
  }
}

/** An image by its mask, a slice by that of the same place. */
function isMarkedBy({ slice }: Scan, mask: DecodedScan): boolean {
  return slice === null || mask.slice === null || slice.position === mask.slice.position;
}

/** The scans of each file: those of a volume have its path and a number behind it. */
function byPath(scans: readonly Scan[]): Map<string, Scan[]> {
  const found = new Map<string, Scan[]>();
  for (const scan of scans) {
    const path = scan.slice ? scan.path.replace(/ \[\d+\]$/, '') : scan.path;
    const known = found.get(path);
    if (known) known.push(scan);
    else found.set(path, [scan]);
  }
  return found;
}
