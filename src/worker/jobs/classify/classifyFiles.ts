import { planImport } from '../../../dataset/import/folders.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { rgbaOf } from '../../../decoding/image/decodedImage.ts';
import { refusalSentence } from '../../../decoding/refusalSentence.ts';
import { rescaled } from '../../../evaluation/temperature.ts';
import { batchFiles } from '../../decodePool/batchFiles.ts';
import {
  type DecodedScan,
  type DecodeFailure,
  type DecodeResult,
  scansOf,
  type Wanted,
} from '../../decodePool/decodeResult.ts';
import type { JobsContext } from '../context.ts';
import type { ClassifyProgress } from '../jobOptions.ts';
import { ProgressReporter } from '../progressReporter.ts';
import { checkedPredictions } from './checkedPredictions.ts';
import type { ClassifiedRow, ClassifyRequest } from './classifyProtocol.ts';
import type { ClassifyingModel } from './loadedModelCache.ts';

/** Scans that go through the network together. */
const SCANS_PER_BATCH = 64;
/** Rows without an image that cross to the page together: more would hold it up. */
const IGNORED_PER_MESSAGE = 2000;
/** Images of rows are drawn small, and there may be tens of thousands: 6 kB each. */
const ROW_SIDE = 40;

type DroppedFile = ClassifyRequest['files'][number];
type Entry = readonly [Pick<DroppedFile, 'path'>, DecodedScan | DecodeFailure];

/** Classifies files in the order given; rows are handed over a batch at a time. Ends early, without error, on abort. */
export async function classifyFiles(
  context: JobsContext,
  model: ClassifyingModel,
  { files, volumes }: Omit<ClassifyRequest, 'modelId'>,
  onRows: (rows: ClassifiedRow[], progress: ClassifyProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { ignored } = planImport(files.map((file) => file.path));
  const reporter = new ProgressReporter(files.length, 0);
  const handOver = (rows: ClassifiedRow[]) => {
    const progress = reporter.tick(rows.length);
    if (progress && rows.length > 0) onRows(rows, progress);
  };
  for (let at = 0; at < ignored.length; at += IGNORED_PER_MESSAGE) {
    const some = ignored.slice(at, at + IGNORED_PER_MESSAGE);
    handOver(
      some.map(({ index, ...coded }) => ({
        status: 'ignored',
        path: files[index]?.path ?? '',
        reason: refusalSentence(coded),
      })),
    );
  }
  const setAside = new Set(ignored.map(({ index }) => index));
  const pictures = files.filter((_, index) => !setAside.has(index));
  const queue: Entry[] = [];
  let predicting: Promise<void> | null = null;
  const predictNext = () => {
    predicting = classifyBatch(context, model, queue.splice(0, SCANS_PER_BATCH))
      .then(handOver)
      .finally(() => {
        predicting = null;
      });
    predicting.catch(() => {}); // whoever waits for it next is told
  };
  const batches = batchFiles(pictures, context.pool.size, (some) => context.archives.batchOf(some));
  for await (const { items, results } of context.pool.decodeAll(batches, wantedFor(model, volumes), signal)) {
    items.forEach((file, index) => {
      const taken = results[index];
      const entries = taken ? entriesOf(file, taken) : [];
      reporter.expectMore(entries.length - 1); // a file may hold many scans
      queue.push(...entries);
    });
    // The backend never waits for a full batch, and what is decoded meanwhile is the next one.
    do {
      if (predicting && queue.length >= SCANS_PER_BATCH) await predicting;
      if (!predicting && !signal.aborted) predictNext();
    } while (queue.length >= SCANS_PER_BATCH && !signal.aborted);
  }
  while (predicting || (queue.length > 0 && !signal.aborted)) {
    if (predicting) await predicting;
    else predictNext();
  }
}

function entriesOf(file: DroppedFile, taken: DecodeResult): Entry[] {
  if (taken.status === 'refused') return [[file, taken]];
  return scansOf(file.path, taken).map((scan) => [scan, scan.taken]);
}

function wantedFor({ card }: ClassifyingModel, volumes: VolumeChoice | undefined): Wanted {
  const wanted = { fingerprint: false, facts: false, thumbnail: ROW_SIDE, originals: false };
  return { ...wanted, pixels: card.preprocessing, ...(volumes ? { volumes } : {}) };
}

async function classifyBatch(
  context: JobsContext,
  model: ClassifyingModel,
  batch: readonly Entry[],
): Promise<ClassifiedRow[]> {
  const { size, depth } = model.card.preprocessing;
  const bytesPerScan = size * size * depth;
  const decoded = batch.flatMap(([, taken]) => (taken.status === 'decoded' ? [taken] : []));
  const pixels = new Uint8Array(decoded.length * bytesPerScan);
  for (const [index, scan] of decoded.entries()) if (scan.pixels) pixels.set(scan.pixels, index * bytesPerScan);
  const { probabilities, unlike } = await checkedPredictions(context, model, pixels, decoded);
  const answers = probabilities.map((row, index) => ({
    probabilities: rescaled(row, model.card.temperature),
    unlike: unlike?.[index] ?? null,
  }));
  let next = 0;
  return batch.map(([file, taken]) =>
    rowOf(file, taken, (taken.status === 'decoded' ? answers[next++] : null) ?? NO_ANSWER, model),
  );
}

type Answer = Pick<Extract<ClassifiedRow, { status: 'classified' }>, 'probabilities' | 'unlike'>;
const NO_ANSWER: Answer = { probabilities: [], unlike: null };

function rowOf(
  { path }: Pick<DroppedFile, 'path'>,
  taken: DecodedScan | DecodeFailure,
  answer: Answer,
  { knownFrom }: ClassifyingModel,
): ClassifiedRow {
  if (taken.status === 'refused') return { status: 'refused', path, reason: refusalSentence(taken) };
  const { sha256, width, height, thumbnail } = taken;
  if (!thumbnail) throw new Error('A decoded file lacks what was asked for.');
  const drawable = { width: thumbnail.width, height: thumbnail.height, rgba: rgbaOf(thumbnail) };
  return {
    status: 'classified',
    ...{ path, sha256, width, height, ...answer },
    thumbnail: drawable,
    splitMembership: knownFrom(sha256),
  };
}
