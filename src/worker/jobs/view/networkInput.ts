import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { refusalSentence } from '../../../decoding/refusalSentence.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
import type { FileBatch, Wanted } from '../../decodePool/decodeResult.ts';
import type { JobsContext } from '../context.ts';
import type { ScanFile } from '../import/importProtocol.ts';
import type { NetworkInput } from './viewProtocol.ts';

const NOTHING: Wanted = { pixels: null, fingerprint: false, imageStatistics: false, thumbnail: null, originals: false };

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
  const wanted = { ...NOTHING, frame: true, pixels: spec, slice, ...(volumes ? { volumes } : {}) };
  const taken = await decoded(context, scan, wanted);
  if (taken?.status === 'decoded' && taken.pixels && taken.frame)
    return { size: spec.size, depth: spec.depth, pixels: taken.pixels, frame: taken.frame };
  throw new Error('The network’s input could not be made from this scan.');
}

/** How many slices a file holds, of a volume those chosen, else its axial ones; 1 of an image. Rejects in words. */
export async function sliceCount(context: JobsContext, file: ScanFile, volumes?: VolumeChoice): Promise<number> {
  const taken = await decoded(context, file, volumes ? { ...NOTHING, volumes } : NOTHING);
  return taken?.status === 'several' ? taken.scans.length : 1;
}

/** Rejects in words where the file is refused. */
async function decoded(context: JobsContext, scan: string | ScanFile, wanted: Wanted) {
  const read = () => (typeof scan === 'string' ? original(context, scan) : context.archives.batchOf([scan]));
  for await (const { results } of context.pool.decodeAll([{ items: [scan], read }], wanted)) {
    const [taken] = results;
    if (taken?.status === 'refused') throw new Error(refusalSentence(taken));
    if (taken) return taken;
  }
  return null;
}

async function original({ db }: JobsContext, sha256: string): Promise<FileBatch> {
  const [content] = await readOriginals(db, [sha256]);
  if (!content) throw new Error('This scan is no longer kept here.');
  return { content, sizes: [content.byteLength] };
}
