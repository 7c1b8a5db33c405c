import { type ImportPlan, planImport } from '../../../dataset/import/importPlan.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { rgbaOf } from '../../../decoding/image/decodedImage.ts';
import { refusalSentence } from '../../../decoding/refusalSentence.ts';
import { rescaled } from '../../../evaluation/calibration/temperature.ts';
import { appearances } from '../../../inference/appearance.ts';
import { type Unlike, unlikeness } from '../../../inference/familiarity.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
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
import type { ClassifiedRow, ClassifyRequest } from './classifyProtocol.ts';
import type { ClassifyingModel } from './loadedModelCache.ts';
import { type KeptNetwork, packedPixels, predictAndEmbedPixels, predictPixels } from './predictPixels.ts';

type Answers = {
  /** As the network itself says them: see `predictPixels`. */
  readonly probabilities: readonly (readonly number[])[];
  /** For each scan in what it is unlike those that the network learned from; null where its card has no such check. */
  readonly unlike: readonly Unlike[][] | null;
};

/** What a network says of preprocessed scans, and whether it may be asked about them. @param scans width and height, pixels */
async function checkedPredictions(
  context: JobsContext,
  network: KeptNetwork & { readonly card: Pick<ModelCard, 'familiarity'> },
  pixels: Uint8Array,
  scans: readonly { readonly width: number; readonly height: number }[],
): Promise<Answers> {
  const { familiarity } = network.card;
  const count = scans.length;
  if (!familiarity || count === 0) {
    return { probabilities: await predictPixels(context, network, pixels, count), unlike: null };
  }
  const { rows, embeddings } = await predictAndEmbedPixels(context, network, pixels, count);
  const looks = appearances(pixels, count, networkInputOf(network.card));
  const seen = { appearances: looks, activations: embeddings.values, count };
  return { probabilities: rows, unlike: unlikeness(familiarity, seen, scans) };
}

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
  for (let at = 0; at < ignored.length; at += IGNORED_PER_MESSAGE)
    handOver(ignored.slice(at, at + IGNORED_PER_MESSAGE).map((each) => ignoredRow(files, each)));
  const setAside = new Set(ignored.map(({ index }) => index));
  const pictures = files.filter((_, index) => !setAside.has(index));
  const queue = new PredictionQueue((batch) => classifyBatch(context, model, batch).then(handOver), signal);
  const batches = batchFiles(pictures, context.pool.size, (some) => context.archives.batchOf(some));
  for await (const { items, results } of context.pool.decodeAll(batches, wantedFor(model, volumes), signal)) {
    items.forEach((file, index) => {
      const taken = results[index];
      const entries = taken ? entriesOf(file, taken) : [];
      reporter.expectMore(entries.length - 1); // a file may hold many scans
      queue.add(entries);
    });
    await queue.predictFullBatches();
  }
  await queue.predictRest();
}

function ignoredRow(files: readonly DroppedFile[], { index, ...coded }: ImportPlan['ignored'][number]): ClassifiedRow {
  return { status: 'ignored', path: files[index]?.path ?? '', reason: refusalSentence(coded) };
}

/** Predicts scans in their order, a batch at a time, while the next ones are decoded. */
class PredictionQueue {
  private readonly entries: Entry[] = [];
  private predicting: Promise<void> | null = null;

  constructor(
    private readonly predict: (batch: readonly Entry[]) => Promise<void>,
    private readonly signal: AbortSignal,
  ) {}

  add(entries: readonly Entry[]): void {
    this.entries.push(...entries);
  }

  /** The backend never waits for a full batch, and what is decoded meanwhile is the next one. */
  async predictFullBatches(): Promise<void> {
    do {
      if (this.predicting && this.entries.length >= SCANS_PER_BATCH) await this.predicting;
      if (!this.predicting && !this.signal.aborted) this.predictNext();
    } while (this.entries.length >= SCANS_PER_BATCH && !this.signal.aborted);
  }

  async predictRest(): Promise<void> {
    while (this.predicting || (this.entries.length > 0 && !this.signal.aborted)) {
      if (this.predicting) await this.predicting;
      else this.predictNext();
    }
  }

  private predictNext(): void {
    this.predicting = this.predict(this.entries.splice(0, SCANS_PER_BATCH)).finally(() => {
      this.predicting = null;
    });
    this.predicting.catch(() => {}); // whoever waits for it next is told
  }
}

function entriesOf(file: DroppedFile, taken: DecodeResult): Entry[] {
  if (taken.status === 'refused') return [[file, taken]];
  return scansOf(file.path, taken).map((scan) => [scan, scan.taken]);
}

function wantedFor({ card }: ClassifyingModel, volumes: VolumeChoice | undefined): Wanted {
  const wanted = { fingerprint: false, imageStatistics: false, thumbnail: ROW_SIDE, originals: false };
  return { ...wanted, pixels: card.preprocessing, ...(volumes ? { volumes } : {}) };
}

async function classifyBatch(
  context: JobsContext,
  model: ClassifyingModel,
  batch: readonly Entry[],
): Promise<ClassifiedRow[]> {
  const decoded = batch.flatMap(([, taken]) => (taken.status === 'decoded' ? [taken] : []));
  const pixels = packedPixels(decoded, model.card.preprocessing);
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
