import { joinBytes } from '../../../archive/joinBytes.ts';
import { type UnfinishedImport, withRead } from '../../../dataset/import/unfinishedImport.ts';
import type { PlainImportCode } from '../../../dataset/messages.ts';
import type { FileOutcome, PatientKey, Scan } from '../../../dataset/scan.ts';
import type { Coded } from '../../../dataset/userError.ts';
import type { PlainDecodingCode } from '../../../decoding/messages.ts';
import { preprocessingKey } from '../../../preprocessing/preprocess.ts';
import { DEFAULT_INPUT } from '../../../preprocessing/preprocessingSpec.ts';
import { saveBatch } from '../../../storage/dataSet/importStore.ts';
import type { NewScan, NewScanBatch } from '../../../storage/dataSet/scanBatches.ts';
import { type BatchResult, type DecodedScan, type DecodeResult, scansOf } from '../../decodePool/decodeResult.ts';
import type { JobsContext } from '../context.ts';
import { ProgressReporter } from '../progressReporter.ts';
import type { ImportProgress, ImportRequest } from './importProtocol.ts';
import type { Pseudonymizer } from './pseudonymizer.ts';
import type { VolumesBeside } from './volumesBeside.ts';

/** Scans stored in one transaction: enough to be fast, few enough to lose little when the disk is full. */
const SCANS_PER_TRANSACTION = 200;
/** Where files are refused one after another. */
const OUTCOMES_PER_TRANSACTION = 5000;

/** A pack is read as a whole, so that it must not grow with a file of hundreds of slices. */
const MOST_SCANS_IN_PACK = 32;
const MOST_BYTES_IN_PACK = 8 * 2 ** 20;

const LOST: Coded = { code: 'file-lost' satisfies PlainDecodingCode, params: {} };

const NOTHING = new ArrayBuffer();

type DroppedFile = ImportRequest['files'][number];
type DroppedScan = DroppedFile & { readonly taken: DecodedScan };
type Taken = { readonly scan: NewScan; readonly bytes: Uint8Array };

/** Decides the outcome of each file and stores the new scans in batches. */
export class Intake {
  outcomes: FileOutcome[] = [];
  readonly stored: Scan[] = [];
  unsavedOutcomes: FileOutcome[] = [];
  private storing: Promise<void> = Promise.resolve();
  private unsaved: NewScanBatch[] = [];
  private unsavedScans = 0;
  private readonly known: Map<string, { path: string; className: string }>;
  private readonly reporter: ProgressReporter;
  /** How many of `files` have an outcome, or wait to be stored: they come in their order. */
  private decided = 0;
  private readonly decidedByClass = new Map<string, number>();
  /** Volumes that turned out to be labels of those beside them. */
  readonly labelVolumes = new Set<DroppedFile>();
  /** By the SHA-256 of a scan that is not stored yet: its file, and those of its copies. */
  private readonly awaited = new Map<string, DroppedFile[]>();
  private readonly counts = { imported: 0, duplicates: 0, refused: 0 };

  constructor(
    private readonly context: JobsContext,
    private readonly subjects: Pseudonymizer,
    present: readonly Scan[],
    /** In the order in which they are decoded. */
    private readonly files: readonly DroppedFile[],
    /** How far the import is, as it is stored. */
    private note: UnfinishedImport,
    private readonly onProgress: (progress: ImportProgress) => void,
    /** Volumes beside others, and which. */
    private readonly marks: VolumesBeside,
  ) {
    this.known = new Map(present.map((scan) => [scan.sha256, scan]));
    this.reporter = new ProgressReporter(files.length);
  }

  async add({ items, results, originals }: BatchResult & { readonly items: readonly DroppedFile[] }): Promise<void> {
    const scans: Taken[] = [];
    let at = 0;
    for (const [index, file] of items.entries()) {
      const original = new Uint8Array(originals ?? NOTHING, at, originals ? file.file.size : 0);
      const ofFile = await this.decide(file, results[index], original);
      scans.push(...ofFile);
      at += file.file.size;
    }
    for (const pack of packsOf(scans)) this.keep(pack, originals ?? NOTHING);
    if (this.unsavedScans >= SCANS_PER_TRANSACTION || this.unsavedOutcomes.length >= OUTCOMES_PER_TRANSACTION)
      await this.storeBehind();
    const progress = this.reporter.tick(items.length);
    if (progress) this.onProgress({ ...progress, ...this.counts });
  }

  /** The new scans of a file, each with the bytes to keep of it. */
  private async decide(file: DroppedFile, taken: DecodeResult | undefined, original: Uint8Array): Promise<Taken[]> {
    this.count(file);
    if (taken?.status === 'several' && taken.areLabels && this.marks.has(file)) {
      const { path } = file;
      this.labelVolumes.add(file);
      this.report({ status: 'ignored', path, code: 'mask-by-values' satisfies PlainImportCode, params: {} });
      return [];
    }
    if (taken?.status === 'decoded' || taken?.status === 'several') {
      const scans = scansOf(file.path, taken)
        .map((scan) => ({ ...file, ...scan }))
        .filter((scan) => this.isNew(scan, file))
        .map(async (scan) => {
          // What the user says of whose it is counts more than the file.
          const subject = await this.subjects.of(scan.subject ?? scan.taken.subject);
          return { scan: newScan(scan, subject), bytes: scan.taken.kept ?? original };
        });
      return Promise.all(scans);
    }
    const { path, className } = file;
    this.counts.refused += 1;
    const { code, params } = taken ?? LOST;
    this.report({ status: 'refused', path, className, code, params });
    return [];
  }

  private count(file: DroppedFile): void {
    if (file !== this.files[this.decided]) throw new Error('The files come in another order than they were asked for.');
    this.decided += 1;
    this.decidedByClass.set(file.className, 1 + (this.decidedByClass.get(file.className) ?? 0));
  }

  /** Whether a file with these bytes is not there yet; notes it as a duplicate if it is. */
  private isNew({ path, className, taken }: DroppedScan, file: DroppedFile): boolean {
    const twin = this.known.get(taken.sha256);
    if (twin) {
      this.counts.duplicates += 1;
      this.awaited.get(taken.sha256)?.push(file);
      const kept = { of: twin.path, ofClassName: twin.className, ...(taken.slice && { isSlice: true as const }) };
      this.report({ status: 'duplicate', path, className, ...kept, sha256: taken.sha256 });
      return false;
    }
    this.known.set(taken.sha256, { path, className });
    this.awaited.set(taken.sha256, [file]);
    this.counts.imported += 1;
    return true;
  }

  private keep(pack: readonly Taken[], originals: ArrayBuffer): void {
    const bytes = joined(
      pack.map((taken) => taken.bytes),
      originals,
    );
    this.unsaved.push({ scans: pack.map(({ scan }) => scan), originals: bytes });
    this.unsavedScans += pack.length;
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
    const scans = packs.flatMap((pack) => pack.scans.map(({ scan }) => scan));
    const imported = scans.map(({ path, className }) => ({ status: 'imported' as const, path, className }));
    const reports = this.unsavedOutcomes;
    const note = withRead(this.note, this.decidedByClass);
    this.unsaved = [];
    this.unsavedScans = 0;
    this.unsavedOutcomes = [];
    try {
      await saveBatch(this.context.db, packs, [...reports, ...imported], note);
    } catch (error) {
      this.unsavedOutcomes.unshift(...reports);
      throw error;
    }
    this.note = note;
    for (const { sha256 } of scans) this.awaited.delete(sha256);
    this.stored.push(...scans);
    this.outcomes.push(...imported);
  }

  /** Of the files those that were not read, or of which a scan could not be stored. */
  unread(files: readonly DroppedFile[]): number[] {
    const lost = this.lost();
    if (this.decided === files.length && lost.size === 0) return [];
    const decided = new Set(this.files.slice(0, this.decided));
    return files.flatMap((file, index) => (decided.has(file) && !lost.has(file) ? [] : [index]));
  }

  /** The note after the last file: a batch that could not be stored counts as unread. */
  lastNote(): UnfinishedImport {
    const read = new Map(this.decidedByClass);
    for (const { className } of this.lost()) read.set(className, (read.get(className) ?? 0) - 1);
    return withRead(this.note, read);
  }

  private lost(): ReadonlySet<DroppedFile> {
    return new Set([...this.awaited.values()].flat());
  }

  /** Of a scan that could not be stored there is no duplicate. */
  takeBackDuplicates(): void {
    const isSo = (outcome: FileOutcome) => outcome.status !== 'duplicate' || !this.awaited.has(outcome.sha256 ?? '');
    this.outcomes = this.outcomes.filter(isSo);
    this.unsavedOutcomes = this.unsavedOutcomes.filter(isSo);
  }

  addIgnored(ignored: ImportRequest['ignored']): void {
    for (const { path, code, params } of ignored) this.report({ status: 'ignored', path, code, params });
  }

  private report(outcome: FileOutcome): void {
    this.outcomes.push(outcome);
    this.unsavedOutcomes.push(outcome);
  }
}

/** Neighbours together, few enough to be read as a whole. */
function packsOf(scans: readonly Taken[]): Taken[][] {
  const packs: Taken[][] = [];
  let bytes = 0;
  for (const scan of scans) {
    const last = packs.at(-1);
    bytes += scan.bytes.length;
    if (last && last.length < MOST_SCANS_IN_PACK && bytes <= MOST_BYTES_IN_PACK) last.push(scan);
    else {
      packs.push([scan]);
      bytes = scan.bytes.length;
    }
  }
  return packs;
}

/** The parts one after another; the whole that they are of where they are all of it. */
function joined(parts: readonly Uint8Array[], whole: ArrayBuffer): ArrayBuffer {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  if (bytes === whole.byteLength && parts.every((part) => part.buffer === whole)) return whole;
  return joinBytes(parts).buffer;
}

function newScan({ path, className, taken, subset }: DroppedScan, subject: PatientKey | null): NewScan {
  const { sha256, format, colourMode, width, height, bytes, fingerprint, imageStatistics, thumbnail, pixels } = taken;
  if (!fingerprint || !imageStatistics || !thumbnail || !pixels)
    throw new Error('A decoded file lacks what was asked for.');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    scan: {
      ...{ sha256, name, path, className, format, width, height, bytes, fingerprint },
      ...{ colourMode, facts: imageStatistics, subject, slice: taken.slice },
      ...(taken.scanner && { scanner: taken.scanner }),
      ...(subset && { subset }),
    },
    thumbnail,
    pixels: { key: preprocessingKey(DEFAULT_INPUT), bytes: pixels },
  };
}
