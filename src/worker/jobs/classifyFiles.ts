import { planImport } from '../../dataset/folders.ts';
import type { Part } from '../../dataset/split.ts';
import type { ModelRecord } from '../../storage/modelStore.ts';
import type { ClassifiedRow, ClassifyProgress, ClassifyRequest } from '../protocol.ts';
import type { NotTakenIn, TakenIn } from '../takenIn.ts';
import type { JobsContext } from './context.ts';
import { partsOfModelData } from './partsOfModelData.ts';
import { predictPixels } from './predictPixels.ts';
import { ProgressClock } from './progressClock.ts';

/** Scans that go through the network together. */
const SCANS_PER_BATCH = 64;

type DroppedFile = ClassifyRequest['files'][number];
type Entry = readonly [DroppedFile, TakenIn | NotTakenIn];

/** Classifies files in the order given; rows are handed over a batch at a time. Ends early, without error, on abort. */
export async function classifyFiles(
  context: JobsContext,
  model: ModelRecord,
  files: readonly DroppedFile[],
  onRows: (rows: ClassifiedRow[], progress: ClassifyProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { ignored } = planImport(files.map((file) => file.path));
  const clock = new ProgressClock(files.length, 0);
  const handOver = (rows: ClassifiedRow[]) => {
    const progress = clock.tick(rows.length);
    if (progress && rows.length > 0) onRows(rows, progress);
  };
  handOver(ignored.map(({ index, reason }) => ({ status: 'ignored', path: files[index]?.path ?? '', reason })));
  const setAside = new Set(ignored.map(({ index }) => index));
  const pictures = files.filter((_, index) => !setAside.has(index));
  const knownFrom = await partsOfModelData(context, model);
  let batch: Entry[] = [];
  let inFlight: Promise<void> = Promise.resolve();
  for await (const entry of context.pool.takeAllIn(pictures, (dropped) => dropped.file, wantedFor(model))) {
    if (signal.aborted) break;
    batch.push(entry);
    if (batch.length < SCANS_PER_BATCH) continue;
    await inFlight; // one batch is predicted while the next is decoded
    inFlight = classifyBatch(context, model, batch, knownFrom).then(handOver);
    batch = [];
  }
  await inFlight;
  if (batch.length > 0) handOver(await classifyBatch(context, model, batch, knownFrom));
}

function wantedFor(model: ModelRecord) {
  return { pixels: model.card.preprocessing, fingerprint: false, thumbnail: true, original: false };
}

async function classifyBatch(
  context: JobsContext,
  model: ModelRecord,
  batch: readonly Entry[],
  knownFrom: (sha256: string) => Part | null,
): Promise<ClassifiedRow[]> {
  const { size, depth } = model.card.preprocessing;
  const bytesPerScan = size * size * depth;
  const decoded = batch.flatMap(([, taken]) => (taken.status === 'decoded' && taken.pixels ? [taken.pixels] : []));
  const pixels = new Uint8Array(decoded.length * bytesPerScan);
  for (const [index, scan] of decoded.entries()) pixels.set(scan, index * bytesPerScan);
  const probabilities = await predictPixels(context, model, pixels, decoded.length);
  let next = 0;
  return batch.map(([file, taken]) =>
    rowOf(file, taken, taken.status === 'decoded' ? (probabilities[next++] ?? []) : [], knownFrom),
  );
}

function rowOf(
  { path }: DroppedFile,
  taken: TakenIn | NotTakenIn,
  probabilities: readonly number[],
  knownFrom: (sha256: string) => Part | null,
): ClassifiedRow {
  if (taken.status === 'refused') return { status: 'refused', path, reason: taken.reason };
  const { sha256, width, height, thumbnail } = taken;
  if (!thumbnail) throw new Error('A decoded file lacks what was asked for.');
  return { status: 'classified', path, sha256, width, height, probabilities, thumbnail, knownFrom: knownFrom(sha256) };
}
