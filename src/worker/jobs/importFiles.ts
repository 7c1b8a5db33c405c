import type { DataSet, FileOutcome, Scan } from '../../dataset/scan.ts';
import { preprocessingKey } from '../../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import { addOutcomes, writeDataSetHeader } from '../../storage/dataSetStore.ts';
import { addPacks, type NewPack, type NewScan } from '../../storage/scanPacks.ts';
import { fileLoads } from '../fileLoads.ts';
import type { ImportProgress, ImportRequest } from '../protocol.ts';
import type { TakenHandful, TakenIn } from '../takenIn.ts';
import type { JobsContext } from './context.ts';
import { ProgressClock } from './progressClock.ts';

/** Scans stored in one transaction: enough to be fast, few enough to lose little when the disk is full. */
const SCANS_PER_TRANSACTION = 200;
/** The network's input at the default settings is made at once, while the full-size pixels are at hand. */
const DEFAULT_PIXELS: PreprocessingSpec = { version: 1, size: 64, depth: 1, fit: 'stretch' };

const NOTHING = new ArrayBuffer();

type DroppedFile = ImportRequest['files'][number];
export type Imported = { readonly outcomes: FileOutcome[]; readonly problem: string | null };

/**
 * Takes every file of the request in and stores it in `context.db` and `context.dataSet`. One bad file never stops the
 * rest; after an abort, or when the storage is full, the remaining files are reported as not imported.
 */
export async function importFiles(
  context: JobsContext,
  request: ImportRequest,
  synthetic: boolean,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<Imported> {
  const before = context.dataSet;
  const header = headerOf(before, request, synthetic);
  await writeDataSetHeader(context.db, header);
  const intake = new Intake(context, before?.scans ?? [], request.files.length, onProgress);
  const problem = await takeAll(context, request.files, intake, signal);
  intake.setAside(request, problem ?? 'Not imported: the import was stopped.');
  await addOutcomes(context.db, intake.unsavedOutcomes).catch(() => {}); // the report still reaches the page
  context.dataSet = { ...header, scans: [...(before?.scans ?? []), ...intake.stored] };
  context.outcomes = [...context.outcomes, ...intake.outcomes];
  return { outcomes: intake.outcomes, problem };
}

function headerOf(before: DataSet | null, request: ImportRequest, synthetic: boolean): Omit<DataSet, 'scans'> {
  return {
    name: before?.name ?? request.dataSetName,
    synthetic,
    classes: request.classes,
  };
}

/** Resolves with what ended the import early, in words, or null. */
async function takeAll(
  context: JobsContext,
  files: readonly DroppedFile[],
  intake: Intake,
  signal: AbortSignal,
): Promise<string | null> {
  const wanted = { pixels: DEFAULT_PIXELS, fingerprint: true, facts: true, thumbnail: true, originals: true };
  try {
    const loads = fileLoads(files, context.pool.size, (together) => context.archives.handful(together));
    for await (const taken of context.pool.takeAllIn(loads, wanted)) {
      if (signal.aborted) break;
      await intake.add(taken);
    }
    await intake.store();
    return null;
  } catch (error) {
    await intake.settled();
    return error instanceof Error ? error.message : String(error);
  }
}

/** Decides the outcome of each file and stores the new scans in batches. */
class Intake {
  readonly outcomes: FileOutcome[] = [];
  readonly stored: Scan[] = [];
  unsavedOutcomes: FileOutcome[] = [];
  private storing: Promise<void> = Promise.resolve();
  private unsaved: NewPack[] = [];
  private unsavedScans = 0;
  private readonly known: Map<string, { path: string; className: string }>;
  private readonly clock: ProgressClock;
  private readonly counts = { imported: 0, duplicates: 0, refused: 0 };

  constructor(
    private readonly context: JobsContext,
    present: readonly Scan[],
    total: number,
    private readonly onProgress: (progress: ImportProgress) => void,
  ) {
    this.known = new Map(present.map((scan) => [scan.sha256, scan]));
    this.clock = new ProgressClock(total);
  }

  async add({ items, results, originals }: TakenHandful & { readonly items: readonly DroppedFile[] }): Promise<void> {
    const scans: NewScan[] = [];
    const kept: Uint8Array[] = [];
    let at = 0;
    items.forEach((file, index) => {
      const { path, className } = file;
      const taken = results[index];
      const reason = taken?.status === 'refused' ? taken.reason : 'It was lost.';
      if (taken?.status !== 'decoded') {
        this.counts.refused += 1;
        this.note({ status: 'refused', path, className, reason });
      } else if (this.isNew(file, taken)) {
        scans.push(newScan(path, className, taken));
        kept.push(new Uint8Array(originals ?? NOTHING, at, taken.bytes));
      }
      at += file.file.size;
    });
    if (originals && scans.length > 0) this.keep({ scans, originals: joined(kept, originals) });
    if (this.unsavedScans >= SCANS_PER_TRANSACTION) await this.storeBehind();
    const progress = this.clock.tick(items.length);
    if (progress) this.onProgress({ ...progress, ...this.counts });
  }

  /** Whether a file with these bytes is not there yet; notes it as a duplicate if it is. */
  private isNew({ path, className }: DroppedFile, taken: TakenIn): boolean {
    const twin = this.known.get(taken.sha256);
    if (twin) {
      this.counts.duplicates += 1;
      this.note({ status: 'duplicate', path, className, of: twin.path, ofClassName: twin.className });
      return false;
    }
    this.known.set(taken.sha256, { path, className });
    this.counts.imported += 1;
    return true;
  }

  private keep(pack: NewPack): void {
    this.unsaved.push(pack);
    this.unsavedScans += pack.scans.length;
  }

  /** Stores the batch in hand while the next files are decoded; waits only for the batch before. */
  private async storeBehind(): Promise<void> {
    await this.storing;
    this.storing = this.storeBatch();
    this.storing.catch(() => {}); // whoever waits for it next is told
  }

  /** Everything that is in hand is stored when this resolves. */
  async store(): Promise<void> {
    await this.storeBehind();
    await this.storing;
  }

  /** Resolves when nothing is being written any more, well or not. */
  async settled(): Promise<void> {
    await this.storing.catch(() => {});
  }

  /** All or nothing of the batch in hand. */
  private async storeBatch(): Promise<void> {
    const packs = this.unsaved;
    this.unsaved = [];
    this.unsavedScans = 0;
    await addPacks(this.context.db, packs);
    for (const { scan } of packs.flatMap(({ scans }) => scans)) {
      this.stored.push(scan);
      this.note({ status: 'imported', path: scan.path, className: scan.className });
    }
    const outcomes = this.unsavedOutcomes;
    this.unsavedOutcomes = [];
    await addOutcomes(this.context.db, outcomes);
  }

  /** Gives an outcome to every file of the request that has none yet. */
  setAside(request: ImportRequest, reason: string): void {
    const done = new Set(this.outcomes.map((outcome) => outcome.path));
    for (const { path, className } of request.files) {
      if (!done.has(path)) this.note({ status: 'refused', path, className, reason });
    }
    for (const ignored of request.ignored) this.note({ status: 'ignored', ...ignored });
  }

  private note(outcome: FileOutcome): void {
    this.outcomes.push(outcome);
    this.unsavedOutcomes.push(outcome);
  }
}

/** The parts one after another; the whole that they are of where they are all of it. */
function joined(parts: readonly Uint8Array[], whole: ArrayBuffer): ArrayBuffer {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  if (bytes === whole.byteLength) return whole;
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

function newScan(path: string, className: string, taken: TakenIn): NewScan {
  const { sha256, format, colourMode, width, height, bytes, fingerprint, facts, thumbnail, pixels } = taken;
  if (!fingerprint || !facts || !thumbnail || !pixels) throw new Error('A decoded file lacks what was asked for.');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    scan: {
      ...{ sha256, name, path, className, format, width, height, bytes, fingerprint },
      ...{ colourMode, facts, subject: null, slice: null },
    },
    thumbnail,
    pixels: { key: preprocessingKey(DEFAULT_PIXELS), bytes: pixels },
  };
}
