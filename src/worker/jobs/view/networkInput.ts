import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { refusalSentence } from '../../../decoding/refusalSentence.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
import type { FileBatch, Wanted } from '../../decodePool/decodeResult.ts';
import type { NetworkInput, ScanFile } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';

const NOTHING_ELSE: Omit<Wanted, 'pixels'> = {
  ...{ fingerprint: false, facts: false, thumbnail: null, originals: false },
  frame: true,
};

/**
 * What a network is fed of a scan: made by the same way as for training and classifying, for the eye to check.
 * @param scan SHA-256 of one in the data set, or a file; `slice` counts from 0 in a file of several, of a volume among those chosen
 */
export async function networkInput(
  context: JobsContext,
  scan: string | ScanFile,
  spec: PreprocessingSpec,
  slice: number,
  volumes?: VolumeChoice,
): Promise<NetworkInput> {
  const wanted = { ...NOTHING_ELSE, pixels: spec, slice, ...(volumes ? { volumes } : {}) };
  const read = () => (typeof scan === 'string' ? original(context, scan) : context.archives.batchOf([scan]));
  for await (const { results } of context.pool.decodeAll([{ items: [scan], read }], wanted)) {
    const [taken] = results;
    if (taken?.status === 'refused') throw new Error(refusalSentence(taken));
    if (taken?.status === 'decoded' && taken.pixels && taken.frame)
      return { size: spec.size, depth: spec.depth, pixels: taken.pixels, frame: taken.frame };
  }
  throw new Error('The network’s input could not be made from this scan.');
}

async function original({ db }: JobsContext, sha256: string): Promise<FileBatch> {
  const [content] = await readOriginals(db, [sha256]);
  if (!content) throw new Error('This scan is no longer kept here.');
  return { content, sizes: [content.byteLength] };
}
