import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { JobsContext } from '../context.ts';
import type { ScanFile } from '../import/importProtocol.ts';
import type { ViewedPicture } from './viewProtocol.ts';

/** A scan of the data set in its own units. Rejects in words. */
export async function viewedPicture({ db, pool }: JobsContext, sha256: string): Promise<ViewedPicture> {
  const [original] = await readOriginals(db, [sha256]);
  if (!original) throw new Error('This scan is no longer kept here.');
  return handedOver(await pool.viewedPicture(new Blob([original]), 0));
}

/** The same of a file; `slice` counts from 0 in a file of several, of a volume among those chosen. */
export async function viewedPictureOfFile(
  { archives, pool }: JobsContext,
  file: ScanFile,
  slice: number,
  volumes?: VolumeChoice,
): Promise<ViewedPicture> {
  return handedOver(await pool.viewedPicture(await archives.contentOf(file), slice, volumes));
}

function handedOver(picture: ViewedPicture): ViewedPicture {
  return transfer(picture, [picture.values.buffer]);
}
