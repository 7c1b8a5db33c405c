import type { ImageStatistics, Scan } from '../../../dataset/scan.ts';
import { yieldToEventLoop } from '../../../dataset/yieldToEventLoop.ts';
import { imageStatistics } from '../../../preprocessing/imageStatistics.ts';
import { preprocessingKey } from '../../../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { type MeasuredStatistics, readStatistics, writeStatistics } from '../../../storage/audit/auditStore.ts';
import { readPixels, type ScanPixels, writePixels } from '../../../storage/dataSet/pixelStore.ts';
import type { DecodedScan } from '../../decodePool/decodeResult.ts';
import type { JobsContext } from '../context.ts';
import { originalBatches } from '../training/preparePixels.ts';

const SCANS_PER_BREATH = 500;
const SCANS_PER_TRANSACTION = 256;

type Tell = (done: number, total: number) => void;

/** Names the facts of the images themselves. */
const PICTURES = 'pictures';

/** What is known of the images of scans that were imported before it was asked for; measured once. */
export async function imageStatisticsOf(
  context: JobsContext,
  scans: readonly Scan[],
  tell: Tell,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, MeasuredStatistics>> {
  const unknown = scans.filter(({ facts, colourMode }) => facts === null || colourMode === null);
  if (unknown.length === 0) return new Map();
  return measuredOnce(context, PICTURES, unknown, signal, async (missing, note) => {
    const wanted = { pixels: null, fingerprint: false, imageStatistics: true, thumbnail: null, originals: false };
    const total = missing.length;
    let done = 0;
    await decodeAgain(context, missing, wanted, signal, (scan, { imageStatistics: facts, colourMode }) => {
      if (facts) note(scan.sha256, { facts, colourMode });
      done += 1;
      tell(done, total);
    });
  });
}

/** The same of what a preprocessing makes of the scans. */
export async function inputStatisticsOf(
  context: JobsContext,
  scans: readonly Scan[],
  spec: PreprocessingSpec,
  tell: Tell,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ImageStatistics>> {
  const { size, depth } = spec;
  const measured = await measuredOnce(context, preprocessingKey(spec), scans, signal, (missing, note) =>
    eachInput(context, missing, spec, tell, signal, ({ sha256 }, pixels) => {
      const facts = imageStatistics({ width: size, height: size, channels: depth, pixels });
      note(sha256, { facts, colourMode: depth === 1 ? 'grey' : 'rgb' });
    }),
  );
  return new Map([...measured].map(([sha256, { facts }]) => [sha256, facts]));
}

/** Hands over the network's input for every scan that can be read, in no order, from the cache or made anew and cached. */
export async function eachInput(
  context: JobsContext,
  scans: readonly Scan[],
  spec: PreprocessingSpec,
  tell: Tell,
  signal: AbortSignal,
  visit: (scan: Scan, pixels: Uint8Array) => void,
): Promise<void> {
  const cached = await readPixels(context.db, preprocessingKey(spec));
  const missing: Scan[] = [];
  for (const [index, scan] of scans.entries()) {
    const pixels = cached.get(scan.sha256);
    if (pixels) visit(scan, pixels);
    else missing.push(scan);
    if (index % SCANS_PER_BREATH > 0) continue;
    tell(index + 1 - missing.length, scans.length);
    await yieldToEventLoop();
    signal.throwIfAborted();
  }
  let done = scans.length - missing.length;
  tell(done, scans.length);
  const cache = new PixelCache(context, spec, signal);
  const wanted = { pixels: spec, fingerprint: false, imageStatistics: false, thumbnail: null, originals: false };
  await decodeAgain(context, missing, wanted, signal, (scan, { pixels }) => {
    if (pixels) visit(scan, pixels);
    if (pixels) cache.add({ sha256: scan.sha256, bytes: pixels });
    done += 1;
    tell(done, scans.length);
  });
  await cache.write();
}

/** What was made is kept for the training that will want the same; nothing any more once the signal says stop. */
class PixelCache {
  private unsaved: ScanPixels[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: JobsContext,
    private readonly spec: PreprocessingSpec,
    private readonly signal: AbortSignal,
  ) {}

  add(pixels: ScanPixels): void {
    this.unsaved.push(pixels);
    if (this.unsaved.length >= SCANS_PER_TRANSACTION) void this.write();
  }

  /** When the disk is full they are made again. */
  write(): Promise<void> {
    const batch = this.unsaved;
    this.unsaved = [];
    this.writing = this.writing
      .then(() => {
        this.signal.throwIfAborted(); // whoever stopped it may be deleting the scans
        return writePixels(this.context.db, preprocessingKey(this.spec), batch);
      })
      .catch(() => {});
    return this.writing;
  }
}

/** A scan that can no longer be read is passed over: the audit is of the others. */
async function decodeAgain(
  context: JobsContext,
  scans: readonly Scan[],
  wanted: Parameters<JobsContext['pool']['decodeAll']>[1],
  signal: AbortSignal,
  visit: (scan: Scan, taken: DecodedScan) => void,
): Promise<void> {
  const again = { ...wanted, slice: 0 }; // as in preparePixels
  for await (const { items, results } of context.pool.decodeAll(originalBatches(context, scans), again, signal)) {
    items.forEach((scan, index) => {
      const taken = results[index];
      if (taken?.status === 'decoded') visit(scan, taken);
    });
  }
  signal.throwIfAborted();
}

type Note = (sha256: string, measured: MeasuredStatistics) => void;

/** What is kept under the key, and of scans that it lacks what `measure` notes, which is kept from now on. */
async function measuredOnce(
  { db }: JobsContext,
  key: string,
  scans: readonly Scan[],
  signal: AbortSignal,
  measure: (missing: readonly Scan[], note: Note) => Promise<void>,
): Promise<ReadonlyMap<string, MeasuredStatistics>> {
  const measured = await readStatistics(db, key, __APP_VERSION__);
  const missing = scans.filter(({ sha256 }) => !measured.has(sha256));
  if (missing.length === 0) return measured;
  await measure(missing, (sha256, each) => measured.set(sha256, each));
  signal.throwIfAborted();
  await writeStatistics(db, key, __APP_VERSION__, measured).catch(() => {}); // measured again at the next audit
  return measured;
}
