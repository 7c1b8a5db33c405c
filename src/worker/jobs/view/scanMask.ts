import { type ScanMask, scanMaskOf } from '../../../decoding/image/scanMask.ts';
import { readMasks } from '../../../storage/dataSet/maskStore.ts';
import type { JobsContext } from '../context.ts';

/** The mask of a scan of the data set, in the pixels of the scan at full size; null where none came with it. Rejects in words. */
export async function scanMask({ db, pool, dataSet }: JobsContext, sha256: string): Promise<ScanMask | null> {
  const scan = dataSet?.scans.find((each) => each.sha256 === sha256);
  const stored = scan ? await readMasks(db, sha256) : [];
  if (!scan || stored.length === 0) return null;
  const masks = await Promise.all(stored.map(({ bytes }) => pool.viewedPicture(new Blob([bytes]), 0)));
  return scanMaskOf(masks, scan);
}
