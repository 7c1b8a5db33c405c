import { joinBytes } from '../../../archive/joinBytes.ts';
import type { DataSet, Scan } from '../../../dataset/scan.ts';
import { refusalSentence } from '../../../decoding/refusalSentence.ts';
import { preprocessingKey } from '../../../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { dropOtherPixels, readPixels, writePixels } from '../../../storage/dataSet/pixelStore.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
import type { LabelledPixels } from '../../../training/batches.ts';
import type { BatchSource } from '../../decodePool/decodePool.ts';
import type { FileBatch, Wanted } from '../../decodePool/decodeResult.ts';
import type { JobsContext } from '../context.ts';

const SCANS_PER_TRANSACTION = 256;
const SCANS_PER_BATCH = 16;

/**
 * The network's input for every scan, by SHA-256: from the cache where it holds them, else made from the originals
 * and cached. `onProgress` counts those that had to be made.
 */
export async function preparePixels(
  context: JobsContext,
  dataSet: DataSet,
  spec: PreprocessingSpec,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Map<string, Uint8Array>> {
  const key = preprocessingKey(spec);
  const pixels = await readPixels(context.db, key);
  const missing = dataSet.scans.filter((scan) => !pixels.has(scan.sha256));
  if (missing.length > 0) await dropOtherPixels(context.db, [key]);
  let unsaved: { sha256: string; bytes: Uint8Array }[] = [];
  let done = 0;
  for await (const inputs of decodedInputs(context, missing, { pixels: spec }, signal)) {
    for (const input of inputs) pixels.set(input.sha256, input.bytes);
    unsaved.push(...inputs);
    done += inputs.length;
    onProgress(done, missing.length);
    if (unsaved.length < SCANS_PER_TRANSACTION && done < missing.length) continue;
    // A cache: when the disk is full, training goes on without it.
    await writePixels(context.db, key, unsaved).catch(() => {});
    unsaved = [];
  }
  signal.throwIfAborted();
  return pixels;
}

/** The network's input for stored scans, made from their files some at a time. Throws in words for one that cannot be read any more. */
export async function* decodedInputs(
  context: JobsContext,
  scans: readonly Scan[],
  asked: Pick<Wanted, 'pixels' | 'degradation'>,
  signal: AbortSignal,
): AsyncGenerator<{ sha256: string; bytes: Uint8Array }[]> {
  // A TIFF of several pages that an earlier version stored whole is its first page.
  const wanted = { ...asked, fingerprint: false, imageStatistics: false, thumbnail: null, originals: false, slice: 0 };
  for await (const { items, results } of context.pool.decodeAll(originalBatches(context, scans), wanted, signal)) {
    yield items.map(({ sha256, path }, index) => {
      const taken = results[index];
      if (taken?.status === 'decoded' && taken.pixels) return { sha256, bytes: taken.pixels };
      throw new Error(`${path} can no longer be read: ${taken?.status === 'refused' ? refusalSentence(taken) : ''}`);
    });
  }
}

/** Scans with what is kept of their files, to be decoded again. */
export function* originalBatches(context: JobsContext, scans: readonly Scan[]): Generator<BatchSource<Scan>> {
  for (let at = 0; at < scans.length; at += SCANS_PER_BATCH) {
    const items = scans.slice(at, at + SCANS_PER_BATCH);
    yield { items, read: () => originalsOf(context, items) };
  }
}

async function originalsOf(context: JobsContext, scans: readonly Scan[]): Promise<FileBatch> {
  const originals = await readOriginals(
    context.db,
    scans.map(({ sha256 }) => sha256),
  );
  const found = originals.filter((original) => original !== null);
  if (found.length < scans.length)
    throw new Error('its file is missing from the storage. Delete the data set and import it again');
  return { content: joinBytes(found).buffer, sizes: found.map(({ byteLength }) => byteLength) };
}

/** The chosen scans one after another, with the index of each one's class. */
export function labelledPixels(
  dataSet: DataSet,
  sha256s: readonly string[],
  pixels: ReadonlyMap<string, Uint8Array>,
  bytesPerScan: number,
): LabelledPixels {
  const classNames = new Map(dataSet.scans.map((scan) => [scan.sha256, scan.className]));
  const joined = new Uint8Array(sha256s.length * bytesPerScan);
  const labels = new Uint8Array(sha256s.length);
  for (const [index, sha256] of sha256s.entries()) {
    const scan = pixels.get(sha256);
    if (!scan) throw new Error(`The pixels of scan ${sha256.slice(0, 8)} are missing.`);
    joined.set(scan, index * bytesPerScan);
    labels[index] = dataSet.classes.indexOf(classNames.get(sha256) ?? '');
  }
  return { pixels: joined, labels };
}
