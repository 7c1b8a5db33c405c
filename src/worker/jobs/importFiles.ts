import type { DataSet, FileOutcome, Scan } from '../../dataset/scan.ts';
import { preprocessingKey } from '../../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import { addOutcomes, addScans, type NewScan, writeDataSetHeader } from '../../storage/dataSetStore.ts';
import type { ImportProgress, ImportRequest } from '../protocol.ts';
import type { NotTakenIn, TakenIn } from '../takenIn.ts';
import type { JobsContext } from './context.ts';
import { ProgressClock } from './progressClock.ts';

/** Scans stored in one transaction: enough to be fast, few enough to lose little when the disk is full. */
const SCANS_PER_TRANSACTION = 200;
/** The network's input at the default settings is made at once, while the full-size pixels are at hand. */
const DEFAULT_PIXELS: PreprocessingSpec = { version: 1, size: 64, depth: 1, fit: 'stretch' };

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
  const wanted = { pixels: DEFAULT_PIXELS, fingerprint: true, thumbnail: true, original: true };
  try {
    for await (const [file, taken] of context.pool.takeAllIn(files, (dropped) => dropped.file, wanted)) {
      if (signal.aborted) break;
      await intake.add(file, taken);
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
  private unsaved: { readonly scan: NewScan; readonly outcome: FileOutcome }[] = [];
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

  async add(file: DroppedFile, taken: TakenIn | NotTakenIn): Promise<void> {
    const { path, className } = file;
    if (taken.status === 'refused') {
      this.counts.refused += 1;
      this.note({ status: 'refused', path, className, reason: taken.reason });
    } else {
      this.addDecoded(file, taken);
    }
    if (this.unsaved.length >= SCANS_PER_TRANSACTION) await this.storeBehind();
    const progress = this.clock.tick();
    if (progress) this.onProgress({ ...progress, ...this.counts });
  }

  private addDecoded({ path, className }: DroppedFile, taken: TakenIn): void {
    const twin = this.known.get(taken.sha256);
    if (twin) {
      this.counts.duplicates += 1;
      this.note({ status: 'duplicate', path, className, of: twin.path, ofClassName: twin.className });
      return;
    }
    this.known.set(taken.sha256, { path, className });
    this.counts.imported += 1;
    this.unsaved.push({ scan: newScan(path, className, taken), outcome: { status: 'imported', path, className } });
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
    const batch = this.unsaved;
    this.unsaved = [];
    await addScans(
      this.context.db,
      batch.map(({ scan }) => scan),
    );
    this.stored.push(...batch.map(({ scan }) => scan.scan));
    for (const { outcome } of batch) this.note(outcome);
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

function newScan(path: string, className: string, taken: TakenIn): NewScan {
  const { sha256, format, width, height, bytes, fingerprint, thumbnail, original, pixels } = taken;
  if (!fingerprint || !thumbnail || !original || !pixels) throw new Error('A decoded file lacks what was asked for.');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    scan: { sha256, name, path, className, format, width, height, bytes, fingerprint },
    original,
    thumbnail,
    pixels: { key: preprocessingKey(DEFAULT_PIXELS), bytes: pixels },
  };
}
