import { subsetGroups } from '../../audit/duplicateGroups.ts';
import { applyEdits, type Edit, type EditedDataSet } from '../../dataset/edits/datasetEdits.ts';
import type { DataSetVersion } from '../../dataset/edits/version.ts';
import { ClassNaming } from '../../dataset/import/classes/classNaming.ts';
import type { UnfinishedImport } from '../../dataset/import/unfinishedImport.ts';
import type { DataSet, FileOutcome } from '../../dataset/scan.ts';
import { leakageGroups } from '../../dataset/split/leakageGroups.ts';
import type { AxialDatabase } from '../../storage/database/schema.ts';
import type { StoredEdits } from '../../storage/dataSet/editStore.ts';
import type { ModelRecord } from '../../storage/models/modelRecords.ts';
import { Archives } from '../archives.ts';
import type { BackendBenchmarks } from '../backend/backendBenchmarks.ts';
import type { BackendWorkerHost } from '../backend/backendWorkerHost.ts';
import type { DecodePool } from '../decodePool/decodePool.ts';
import { AuditCopies } from './audit/auditCopies.ts';
import type { TrainingEvent } from './training/trainingProtocol.ts';

const UNCURATED: StoredEdits = { edits: [], history: [] };

/** What the jobs share while the page is open. IndexedDB is the truth; this is what was read of it. */
export class JobsContext {
  /** Hears of the run in hand. */
  onTrainingEvent: ((event: TrainingEvent) => void) | null = null;
  /** The user has paused the run in hand: a backend that takes it over from a lost one waits, too. */
  isRunPaused = false;
  /** The note of files that an import did not read. */
  unfinished: UnfinishedImport | null = null;
  readonly archives = new Archives();
  copies: AuditCopies;
  /** The network that was trained last, until another is trained or it is let go: it may be stored nowhere. */
  trained: ModelRecord | null = null;
  private benchmarksHere: BackendBenchmarks | null = null;
  private curatedOf: {
    readonly dataSet: DataSet;
    readonly curation: StoredEdits;
    readonly curated: EditedDataSet;
  } | null = null;

  constructor(
    public db: AxialDatabase,
    readonly pool: DecodePool,
    readonly host: BackendWorkerHost,
    /** As it was imported: `curated` is what is in use of it. */
    public dataSet: DataSet | null = null,
    public outcomes: readonly FileOutcome[] = [],
    public curation: StoredEdits = UNCURATED,
  ) {
    this.copies = new AuditCopies(db);
  }

  /** From now on everything is kept there. */
  keepIn(db: AxialDatabase): void {
    this.db = db;
    this.copies = new AuditCopies(db);
    this.benchmarksHere = null;
  }

  /** Throws an Error with a sentence for the user where there is none. */
  requireStored(): DataSet {
    if (!this.dataSet) throw new Error('There is no data set yet: drop the folders of one in Data first.');
    return this.dataSet;
  }

  /** The edits in force, oldest first. */
  get edits(): Edit[] {
    return this.curation.edits.filter(({ takenBack }) => !takenBack).map(({ edit }) => edit);
  }

  /** What the classes are called. Throws in words where there is no data set. */
  naming(): ClassNaming {
    return new ClassNaming(this.requireStored().classes, this.edits);
  }

  /** The same object until an import or an edit changes something. Throws in words where there is no data set. */
  curated(): EditedDataSet {
    const dataSet = this.requireStored();
    const { curation } = this;
    if (this.curatedOf?.dataSet !== dataSet || this.curatedOf.curation !== curation) {
      this.curatedOf = { dataSet, curation, curated: applyEdits(dataSet, this.edits) };
    }
    return this.curatedOf.curated;
  }

  /** What is in use. Throws an Error with a sentence for the user where there is none. */
  requireDataSet(): DataSet {
    return this.curated().inUse;
  }

  /** The state that the data set is in: noted when it was opened, imported or edited. */
  version(): DataSetVersion {
    const version = this.curation.history.at(-1);
    if (!version) throw new Error('There is no data set yet: drop the folders of one in Data first.');
    return version;
  }

  /** For each scan in use the number of what a split keeps on one side: copies, and scans of one patient or volume. */
  async leakageGroups(signal?: AbortSignal): Promise<Int32Array> {
    const stored = this.requireStored();
    const { scans } = this.requireDataSet();
    // Of all that is stored: a scan that was excluded may be what tells that two others are of one patient.
    const groups = leakageGroups(await this.copies.of(stored, undefined, signal), stored.scans);
    return subsetGroups(stored.scans, groups, scans);
  }

  /** Which backend is the fastest here. Its code is fetched by the first who asks. */
  async benchmarks(): Promise<BackendBenchmarks> {
    const { BackendBenchmarks } = await import('../backend/backendBenchmarks.ts');
    const { userAgent, hardwareConcurrency } = navigator;
    const surroundings = { version: __APP_VERSION__, userAgent, cores: hardwareConcurrency };
    this.benchmarksHere ??= new BackendBenchmarks(this.db, () => this.host.offers(), surroundings);
    return this.benchmarksHere;
  }

  forgetDataSet(): void {
    this.dataSet = null;
    this.outcomes = [];
    this.unfinished = null;
    this.curation = UNCURATED;
    this.curatedOf = null;
  }
}
