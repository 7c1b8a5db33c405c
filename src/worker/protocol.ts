import type { ZipListing } from '../archive/zipArchive.ts';
import type { AuditReport } from '../audit/auditReport.ts';
import type { BackendInfo, BackendName, BackendOffer, BackendPreference } from '../compute/backends.ts';
import type { BackendBenchmark } from '../compute/benchmark/chooseBackend.ts';
import type { EditOutcome, SentDataSet } from '../dataset/edits/dataSetView.ts';
import type { EditRequest } from '../dataset/edits/datasetEdits.ts';
import type { ImportSources } from '../dataset/import/importSources.ts';
import type { LabelRow } from '../dataset/import/labelTable.ts';
import type { TableColumns } from '../dataset/import/tableColumns.ts';
import type { DataSet, PatientKey } from '../dataset/scan.ts';
import type { SplitSettings, Subset } from '../dataset/split/splitSettings.ts';
import type { CodedPath } from '../dataset/userError.ts';
import type { ValueStatistics } from '../dataset/valueStatistics.ts';
import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import type { RawImage } from '../decoding/image/rawImage.ts';
import type { ScanMask } from '../decoding/image/scanMask.ts';
import type { RunComparison } from '../evaluation/compareRuns.ts';
import type { CurveBands } from '../evaluation/curveBands.ts';
import type { ReadableField } from '../evaluation/fieldProbes.ts';
import type { Predictions } from '../evaluation/predictions.ts';
import type { RocPoint } from '../evaluation/roc.ts';
import type { DetailedResults } from '../evaluation/testResults.ts';
import type { AskedHeatMap } from '../explain/explainScan.ts';
import type { HeatMap } from '../explain/heatMap.ts';
import type { Activations, AskedActivations } from '../explain/operation.ts';
import type { HeatMapChecks } from '../explain/sanityChecks.ts';
import type { LitMap } from '../explain/strongestScans.ts';
import type { StepsJob, TracedStep, WeightShape } from '../explain/trainingSteps.ts';
import type { ReportFacts } from '../export/report/reportFacts.ts';
import type { Statements } from '../export/report/statements.ts';
import type { ResultRow } from '../export/resultsCsv.ts';
import type { ExportTarget } from '../export/targets.ts';
import type { Unlike } from '../inference/familiarity.ts';
import type { ModelCard } from '../model/card.ts';
import type { ThresholdRule, UndecidedZone } from '../model/decisionRecord.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import type { Box } from '../preprocessing/headBoundingBox.ts';
import type { Augmentation, PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { ExternalTest, StoredRobustness } from '../storage/models/modelRecords.ts';
import type { StoredTrainingRequest } from '../storage/training/runRecords.ts';
import type { EpochRecord, TrainingHistory } from '../training/history.ts';
import type { MeasuredStep } from '../training/selfTest/measureStep.ts';

/** Ends a job early: what is there by then is its result. */
type Stoppable = { readonly signal?: AbortSignal };
type WhileImporting = Stoppable & { readonly onProgress: (progress: ImportProgress) => void };
type WhileAuditing = Stoppable & { readonly onProgress: (progress: AuditProgress) => void };
type WhileTraining = Stoppable & { readonly onEvent: (event: TrainingEvent) => void };
export type WhileExplaining = Stoppable & {
  /** Share that is done, 0..1. */ readonly onProgress: (share: number) => void;
};
/** Bytes that are written, or records that are read. */
type WhileMoving = Stoppable & { readonly onProgress: (done: number) => void };
type WhileTesting = Stoppable & { readonly onProgress: (progress: ClassifyProgress) => void };
type WhileDegrading = Stoppable & { readonly onPoint: (point: RobustnessPoint, share: number) => void };
type WhileClassifying = Stoppable & { readonly onRows: (rows: ClassifiedRow[], progress: ClassifyProgress) => void };

/**
 * What the page may ask of the worker that runs the jobs; nothing else declares it. Every call rejects with an Error whose
 * message is fit to show. Functions and signals cross: see `rpc/peer.ts`.
 */
export interface Jobs {
  /** Everything that is stored, for the first paint. */
  open(): Promise<Workspace>;
  /** Fetches the code that later jobs need: from then on nothing is requested any more. */
  fetchAhead(): Promise<void>;
  /** Never resolves: reports problems of the storage through `onTrouble`. */
  watchStorage(listener: { readonly onTrouble: (trouble: Trouble) => void }): Promise<never>;

  /** SHA-256 of each file, 64 hex digits; null for one that cannot be read. */
  hashFiles(files: readonly ScanFile[]): Promise<(string | null)[]>;
  /** Only one import at a time. Resolves when every file has an outcome or, where it was stopped, is unread. */
  importFiles(request: ImportRequest, options: WhileImporting): Promise<ImportResult>;
  /** Draws the synthetic sample and imports it by the same path. */
  importSample(options: WhileImporting): Promise<ImportResult>;
  /** A synthetic scan, drawn anew: none of the sample's. */
  newSampleScan(): Promise<File>;
  /** Where the files are that were not read; null where only the user can say. */
  unfinishedSources(): Promise<ImportSources | null>;
  /** Dismisses the files that were not read: the data set stays as it was imported. */
  acceptUnfinished(): Promise<void>;
  deleteDataSet(): Promise<void>;

  /** Excludes, relabels or harmonises; the page applies the same edit to its own copy. Rejects while an import or a training is under way, and where it makes no sense. */
  applyEdit(remedy: EditRequest): Promise<EditOutcome>;
  /** Undoes one edit, whichever came after it. */
  undoEdit(editId: number): Promise<EditOutcome>;
  /**
   * What is in the way of an honest result: kept with the version of the data set, else found now. Null where it was
   * stopped, or another audit, an edit, an import or a deletion made it needless; whoever changed the data set asks again.
   */
  audit(options: WhileAuditing): Promise<AuditReport | null>;

  /** In the order asked for; null where there is none. */
  thumbnails(sha256s: readonly string[]): Promise<(Thumbnail | null)[]>;
  /** The full-size image of a file as the network's preprocessing gets it (oriented, alpha on black). */
  pictureOfFile(file: ScanFile, volumes?: VolumeChoice): Promise<ImageBitmap>;
  /** The scan at full size and in its own units, with what its header says. */
  viewedPicture(sha256: string): Promise<ViewedPicture>;
  /** The same for a file that is not in the data set; `slice` counts from 0 in a file of several, of a volume among those chosen. */
  viewedPictureOfFile(file: ScanFile, slice?: number, volumes?: VolumeChoice): Promise<ViewedPicture>;
  /** The mask that came with a scan, in its pixels; null where none did. */
  scanMask(sha256: string): Promise<ScanMask | null>;
  /** How many slices a file holds, of a volume those chosen, else its axial ones; 1 of an image. */
  sliceCount(file: ScanFile, volumes?: VolumeChoice): Promise<number>;
  /** What a network with this preprocessing is fed of a scan of the data set (SHA-256) or of a file: the bytes of `preprocess`. */
  networkInput(
    scan: string | ScanFile,
    preprocessing: PreprocessingSpec,
    slice?: number,
    volumes?: VolumeChoice,
  ): Promise<NetworkInput>;
  /** What a network is fed of a scan of the data set in training: as it is, then `count` times changed at random. */
  augmentedInputs(
    sha256: string,
    preprocessing: PreprocessingSpec,
    augmentation: Augmentation,
    count: number,
  ): Promise<Thumbnail[]>;
  /** Where in a scan a network found what speaks for a class. Waits for the backend as classifying does. */
  heatMap(request: WantedHeatMap & ExplainedNetwork, options: WhileExplaining): Promise<ScanHeatMap>;
  /** What such a map is worth: see `explain/sanityChecks.ts`. */
  heatMapChecks(request: HeatMapRequest, options: Stoppable): Promise<HeatMapChecks>;
  /** What a network computes of a scan, operation by operation, none folded into another. Waits for the backend as classifying does. */
  activations(request: ActivationsRequest): Promise<ScanActivations>;
  /** The scans in use that light a feature map most. The first to be asked of a network reads every scan. */
  strongestScans(request: StrongestScansRequest, options: WhileExplaining): Promise<LitMap>;
  /** Trains a network from its first weights on a few scans of the data set and tells every number of it. Waits for the backend as classifying does. */
  trainingSteps(
    request: TrainingStepsRequest,
    options: Stoppable & { readonly onStep: (step: TracedStep) => void },
  ): Promise<WeightShape[]>;
  /** All scans in use, by UMAP at most 2000, by what a stored model makes of them. The first of these three to be asked reads every scan. */
  scanMap(modelId: string, by: MapAxes, options: WhileExplaining): Promise<ScanMap>;
  /** Which fields of scans (format, size, ...) a model knows of: shortcuts that it may have learned. */
  fieldProbes(modelId: string, options: WhileExplaining): Promise<ReadableField[]>;
  /** Groups of some scans that a model sees alike: a number for each, 0 the largest group, -1 where the scan is not in use. */
  similarScans(modelId: string, sha256s: readonly string[], options: WhileExplaining): Promise<number[]>;
  /** The training scans that a model sees most like a scan, the nearest first; none where its training scans are not here. */
  nearestScans(request: NearestScansRequest, options: WhileExplaining): Promise<NearestScan[]>;
  /** Reads the list of a zip's files, not the files. The archive stays open, so that its entries can be imported or classified. */
  openArchive(file: File): Promise<ArchiveListing>;
  /** The same of NumPy arrays in one folder, images and their labels; null where they are no such set. */
  openArrays(files: readonly ScanFile[]): Promise<ArchiveListing | null>;
  /** Forgets it, unless it was opened once more. */
  closeArchive(id: string): Promise<void>;
  /** Reads a table, a spreadsheet or a list whose rows say what files are. */
  labelTable(file: ScanFile, asked?: TableRequest): Promise<LabelTable>;

  splitSummary(settings: SplitSettings): Promise<SplitSummary>;

  /** What each backend would run on, and which one 'auto' takes where nothing was measured. */
  backends(): Promise<BackendOffer[]>;
  /** How fast each backend was at such a step; null where that was not measured on this device. */
  benchmarkReport(step: MeasuredStep): Promise<BenchmarkReport | null>;
  /** Measures it now, backend by backend. Rejects while a training is under way, and when another network is measured instead. */
  measureBackends(
    step: MeasuredStep,
    options: { readonly onBackend: (backend: BackendName) => void },
  ): Promise<BenchmarkReport>;
  /**
   * Runs to the end, or until stopped: then the best weights so far are kept as a model (if an epoch was finished). Rejects
   * when nothing could be trained; events tell the rest.
   */
  train(request: TrainingRequest, options: WhileTraining): Promise<TrainingOutcome>;
  /** Continues the interrupted run from its last checkpoint; from its start where it has none. */
  resumeRun(options: WhileTraining): Promise<TrainingOutcome>;
  discardRun(): Promise<void>;
  /** Takes effect after the batch in hand. */
  pauseTraining(): Promise<void>;
  continueTraining(): Promise<void>;

  /** The network that was trained last, from memory: as `downloadModel`. */
  downloadTrained(target: ExportTarget): Promise<Blob>;
  /** Tries again to keep it. */
  saveTrained(): Promise<Pick<TrainingOutcome, 'modelId' | 'notKept'>>;
  /** Lets it go from memory; a stored model stays. */
  forgetTrained(): Promise<void>;

  /** Everything that is stored as one file, with or without the data set and its scans. Rejects where it was stopped. */
  moveOut(withScans: boolean, options: WhileMoving): Promise<Blob>;
  /** Adds what is in such a file: the page is to be loaded again then. Rejects, and keeps nothing of it, where it is damaged or was stopped. */
  moveIn(file: File, options: WhileMoving): Promise<MovedIn>;
  /** What the storage of the page is used for. */
  storedBytes(): Promise<StoredBytes>;
  models(): Promise<ModelSummary[]>;
  model(id: string): Promise<ModelDetail>;
  renameModel(id: string, name: string): Promise<void>;
  setNotes(id: string, notes: string): Promise<void>;
  /** Learning curves, ROC curves and tests of some models. */
  compareModels(ids: readonly string[]): Promise<ModelComparison>;
  /** Tests a model on labelled scans from elsewhere, without duplicates of those that it was trained on; kept with the model. Rejects where it was stopped. */
  testExternally(request: ExternalTestRequest, options: WhileTesting): Promise<void>;
  deleteExternalTest(modelId: string, testId: string): Promise<void>;
  /** Can be undone with `restoreModel` for ten seconds, if its room is not needed before. */
  deleteModel(id: string): Promise<void>;
  restoreModel(id: string): Promise<void>;
  /** For a model that cannot be read any more; cannot be undone. */
  deleteBrokenModel(id: string): Promise<void>;
  /** Keeps what was chosen on the validation set, and the figures that hold at it. */
  setThreshold(id: string, chosen: ThresholdChoice): Promise<void>;
  /** Fits the temperature of a model on its validation set and keeps it, or takes it back. */
  setCalibrated(id: string, calibrated: boolean): Promise<void>;
  /** Opens the sealed test set of a model, which its card then says. */
  openTestSet(id: string): Promise<void>;
  /** Where the ROC and the precision-recall curve of one class against the rest lie with 95 % confidence. */
  curveBands(predictions: Predictions, classIndex: number): Promise<CurveBands>;
  /** More of what test predictions say of a network for two classes. `prevalence`: where it is to be used, 0..1. */
  detailedResults(predictions: Predictions, threshold: number, prevalence: number): Promise<DetailedResults>;
  /**
   * How a stored model answers test scans that are degraded, in every way and amount of `DEGRADATIONS`: first a point without any, in which
   * the scans are no larger than the others. Waits for the backend as classifying does. Kept with the model at the end. Resolves also when it is stopped.
   */
  robustness(id: string, options: WhileDegrading): Promise<void>;
  /** All that is known of a model, as one file that opens anywhere and makes no request, and the same as JSON. Keeps what was stated. */
  report(request: ReportRequest): Promise<{ readonly html: Blob; readonly json: Blob }>;
  downloadModel(id: string, target: ExportTarget): Promise<Blob>;
  importModel(file: File): Promise<ModelSummary>;
  /** Measures an imported model on its own split, where its scans are here. Waits for the backend as classifying does. */
  measureModel(id: string, options: Stoppable): Promise<void>;
  /** Says what the file of an imported model did not, and Axial assumed. */
  describeModel(id: string, said: ModelDescription): Promise<void>;

  /** Rows arrive in the order of the files, some at a time. Resolves after the last one, or the last before it was stopped. */
  classify(request: ClassifyRequest, options: WhileClassifying): Promise<void>;
  /** Gets ready for `classify` with this model, so that its first scan does not wait. Nothing happens while a training runs. */
  readyToClassify(modelId: string): Promise<void>;
  /** A CSV of the rows. */
  resultsCsv(
    of: Pick<ModelCard, 'name' | 'classes' | 'threshold' | 'undecided'> & Pick<ModelSummary, 'fingerprint'>,
    rows: readonly ResultRow[],
  ): Promise<Blob>;
}

/** `classes` in the order of the outputs; `threshold` is null for more than two. */
export type ModelDescription = Pick<ModelCard, 'classes' | 'threshold'> & Pick<PreprocessingSpec, 'fit'>;

/** What the worker cannot know of a report by itself. */
export type ReportRequest = Pick<ReportFacts, 'conclusion' | 'statements' | 'shortcuts'> & {
  readonly modelId: string;
  /** Small images of the scans that were called wrong. */
  readonly withImages: boolean;
};

/** What a model makes of some test scans that were degraded. */
export type RobustnessPoint = StoredRobustness['points'][number];

/** What was added; `refused`: why models were left out. */
export type MovedIn = { readonly models: number; readonly dataSet: boolean; readonly refused: readonly string[] };

/** Bytes. */
export type StoredBytes = {
  /** The files as they were dropped. */
  readonly scans: number;
  readonly models: number;
  /** Models that were deleted and can still come back. */
  readonly deletedModels: number;
  /** The checkpoint of the interrupted run. */
  readonly run: number;
  /** All that the browser counts, the page itself among it; 0 where it does not tell. */
  readonly used: number;
};

/** A file in an archive that `openArchive` has opened. */
export type ArchiveEntry = {
  /** `ArchiveListing.id` */
  readonly archive: string;
  /** Its place in `ArchiveListing.entries`. */
  readonly entry: number;
  /** Without folders. */
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
};

/** A header whose voxels are in another file: both are handed on as one, see `dataset/import/filePairs.ts`. */
export type FilePair = {
  readonly header: File | ArchiveEntry;
  readonly voxels: File | ArchiveEntry;
  /** The header's, without folders. */
  readonly name: string;
  /** Bytes of both as they are handed on. */
  readonly size: number;
};

/** What is held of a file on its way in: wherever a job takes one, it takes the others. */
export type ScanFile = File | ArchiveEntry | FilePair;

export type ArchiveListing = ZipListing & { readonly id: string };

export type TableRequest = {
  /** Found by what the rows hold, and by their heads, where they are not given. */
  readonly columns?: TableColumns | undefined;
  /** What files and folders are called, see `namesIn`: by them the file column is found. */
  readonly names?: readonly string[] | undefined;
  /** Tables that may be joined to it by a column that both have. */
  readonly beside?: readonly ScanFile[] | undefined;
};

export type LabelTable = {
  /** Of the columns. */
  readonly head: readonly string[];
  readonly columns: TableColumns;
  /** None where no column names files. Patients are hashes already. */
  readonly rows: readonly LabelRow[];
  /** Rows with several classes: they name none. */
  readonly multiLabel: number;
  /** Columns of labels that do not exclude each other: one of them can be the class. */
  readonly severalLabels: readonly number[];
  /** Whether a column holds the names of files that are here. */
  readonly namesFiles: boolean;
  /** By which column each of the tables beside it is joined; null where one is not. */
  readonly joinedBy: readonly (string | null)[];
};

/** What stands in the way of what is kept: another tab, or the browser. A sentence to show. */
type Trouble = {
  readonly sentence: string;
  /** True where everything that was kept is gone. */
  readonly cleared: boolean;
};

export type Workspace = {
  readonly dataSet: SentDataSet | null;
  readonly models: readonly ModelSummary[];
  /** Models that are kept and cannot be read, with the reason: they can only be deleted. */
  readonly brokenModels: readonly { readonly id: string; readonly reason: string }[];
  /** A run that was interrupted and can be resumed. */
  readonly run: RunView | null;
  /** What an earlier audit found of the data set in the state that it is in; null where there was none. */
  readonly shortcuts: Pick<AuditReport, 'version' | 'shortcuts'> | null;
  readonly storage: {
    readonly usedBytes: number;
    readonly quotaBytes: number;
    readonly persistent: boolean;
  };
};

export type AuditProgress = {
  /** In this order; some are left out where there is nothing to do. */
  readonly stage: 'copies' | 'facts' | 'shortcuts' | 'input' | 'outliers';
  /** Scans. */
  readonly done: number;
  readonly total: number;
};

export type ImportRequest = {
  readonly dataSetName: string;
  /** All classes, in order (two: [negative, positive]), those already in the data set included. */
  readonly classes: readonly string[];
  readonly files: readonly {
    readonly file: ScanFile;
    readonly path: string;
    readonly className: string;
    /** From a table or a pattern of names; goes before what the file itself says. */
    readonly subject?: PatientKey;
    /** Where the data set comes split. */
    readonly subset?: Subset;
    /** Masks of this image or volume: they are kept with its scans. */
    readonly masks?: readonly ScanFile[];
  }[];
  /** Which slices of NIfTI volumes are taken; all axial ones where it is left out. */
  readonly volumes?: VolumeChoice;
  /** Files set aside before the import (ignored names, classes left out), for the report. */
  readonly ignored: readonly CodedPath[];
  /** The class of each folder, or of each label of a table: remembered with the data set. */
  readonly folders?: NonNullable<DataSet['folders']>;
  /** These are exactly the files that the last import left unread. */
  readonly continues?: boolean;
  /** Kept while files are unread, to find them again after a reload. */
  readonly sources?: ImportSources;
};

export type ImportProgress = {
  readonly done: number;
  readonly total: number;
  readonly scansPerSecond: number;
  readonly secondsLeft: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
};

export type ImportResult = {
  readonly dataSet: SentDataSet;
  /** How many of the data set's outcomes are of imports before: the others are of this one, and cross once. */
  readonly earlierOutcomes: number;
  /** Indices of the request's files that were not read: the import was stopped, or the storage was full. */
  readonly unread: readonly number[];
  readonly stopped: boolean;
  /** Why the import ended early, in words (storage full); null where it did not. What was stored before is kept. */
  readonly problem: string | null;
};

/** A small image to draw with `putImageData`: RGBA, at most 96 pixels a side. */
export type Thumbnail = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

export type SplitSummary = {
  /** How many networks a run trains; the counts are of the first. */
  readonly folds: number;
  /** Scans by part and class, in the order of the classes. */
  readonly counts: Readonly<Record<Subset, readonly number[]>>;
  readonly groupCount: number;
  readonly testScansWithTwin: number;
  /** A sentence where the split cannot be made; null where it can. */
  readonly problem: string | null;
};

/** What was measured of the backends at one network. */
export type BenchmarkReport = {
  /** In the order in which they were tried. */
  readonly trials: readonly BackendBenchmark[];
  /** What 'auto' takes. */
  readonly choice: BackendPreference;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
};

/** What a run is asked to do; kept with an interrupted one as it is. */
export type TrainingRequest = StoredTrainingRequest;

export type TrainingEvent =
  | {
      readonly type: 'preparing';
      readonly done: number;
      readonly total: number;
    }
  /** Another of the networks of one run begins. */
  | {
      readonly type: 'fold';
      /** From 1. */
      readonly fold: number;
      readonly of: number;
      readonly name: string;
      readonly done: readonly FoldFigures[];
    }
  /** At the first run of a network on this device 'auto' tries the backends one after another. */
  | { readonly type: 'measuring'; readonly backend: BackendName }
  | { readonly type: 'engine'; readonly engine: BackendInfo }
  /** The first batch compiles shaders or kernels. */
  | { readonly type: 'warming-up' }
  | {
      readonly type: 'batches';
      readonly epoch: number;
      /** Batches finished in this epoch. */
      readonly batch: number;
      readonly batchesPerEpoch: number;
      readonly losses: readonly number[];
      readonly scansPerSecond: number;
      readonly secondsLeft: number;
    }
  | {
      readonly type: 'epoch';
      readonly record: EpochRecord;
      readonly best: boolean;
    }
  | { readonly type: 'saved'; readonly epoch: number }
  /** The run goes on, but could not be saved. */
  | { readonly type: 'not-saved'; readonly reason: string }
  | { readonly type: 'paused' }
  | { readonly type: 'continued' }
  /** The GPU was lost; training goes on from the last checkpoint on `engine`. */
  | { readonly type: 'backend-lost'; readonly reason: string }
  | { readonly type: 'evaluating' };

/** A network of several that is trained and tested. */
export type FoldFigures = {
  readonly name: string;
  /** Its test scans. */
  readonly n: number;
  /** At the threshold that its own validation chose. */
  readonly accuracy: Estimate | null;
  /** Of three classes or more their mean. */
  readonly auc: Estimate | null;
};

/** A scan for the eye, at full size and in its own units. */
export type ViewedPicture = RawImage & {
  /** Counted off the page's thread: a megapixel takes some ten milliseconds. */
  readonly statistics: ValueStatistics;
};

/** What a network is fed of one scan: [size, size, depth] bytes. */
export type NetworkInput = Pick<PreprocessingSpec, 'size' | 'depth'> & {
  readonly pixels: Uint8Array;
  /** The rectangle of the scan that the square shows, in pixels of the scan: see `inputFrame`. */
  readonly frame: Box;
};

/** A heat map of one scan by one model. */
export type HeatMapRequest = WantedHeatMap & { readonly modelId: string };

export type WantedHeatMap = AskedHeatMap & {
  /** SHA-256 of a scan of the data set, or a file. */
  readonly scan: string | ScanFile;
  readonly slice?: number;
  readonly volumes?: VolumeChoice;
};

export type ScanHeatMap = HeatMap & {
  /** The rectangle that the map covers, in pixels of the scan. */
  readonly frame: Box;
  /** How many convolutions the network has. */
  readonly convolutions: number;
};

/** A network that is explained: a stored model (of several networks the first), or one as it is before its first batch. */
export type ExplainedNetwork = { readonly modelId: string } | { readonly untrained: UntrainedNetwork };

type UntrainedNetwork = {
  readonly network: NetworkSpec;
  readonly preprocessing: PreprocessingSpec;
  readonly classCount: number;
  /** Of its random weights. */
  readonly seed: number;
};

export type ActivationsRequest = AskedActivations & {
  readonly of: ExplainedNetwork;
  /** SHA-256 of a scan of the data set, or a file. */
  readonly scan: string | ScanFile;
  readonly slice?: number;
  readonly volumes?: VolumeChoice;
  /** Asks for `classified`, too. */
  readonly asClassified?: boolean;
};

export type ScanActivations = Activations & {
  /** The rectangle of the scan that the input shows, in pixels of the scan. */
  readonly frame: Box;
  /** What Classify shows of this scan: of all networks of the model, with its mirror image and temperature. Null where it was not asked for. */
  readonly classified: readonly number[] | null;
};

export type StrongestScansRequest = {
  readonly of: ExplainedNetwork;
  /** The place in the stack, from 0, of a layer that gives feature maps. */
  readonly layer: number;
  /** Null: the one whose maxima differ most from scan to scan. */
  readonly map: number | null;
  readonly count: number;
};

export type TrainingStepsRequest = Pick<StepsJob, 'learningRate' | 'steps' | 'weight'> & {
  readonly of: UntrainedNetwork;
  /** SHA-256 of scans of the data set: one batch. */
  readonly sha256s: readonly string[];
};

/** How a map is made: along the two principal axes, or by UMAP. */
export type MapAxes = 'pca' | 'umap';

/** Scans in a plane, the like ones near each other. */
export type ScanMap = {
  readonly sha256s: readonly string[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Of the model's own data; null where a scan was in none, or that is not known. */
  readonly subsets: readonly (Subset | null)[];
};

export type NearestScansRequest = {
  readonly modelId: string;
  /** SHA-256 of a scan of the data set, or a file. */
  readonly scan: string | ScanFile;
  readonly slice?: number;
  readonly volumes?: VolumeChoice;
  readonly count: number;
};

/** `distance`: of the activations before the last layer. */
export type NearestScan = { readonly sha256: string; readonly distance: number };

export type TrainingOutcome = {
  readonly ended: 'completed' | 'early-stopped' | 'stopped' | 'non-finite';
  /** In words, for the user. */
  readonly reason: string;
  /** Null where no epoch was finished, or the model could not be kept. */
  readonly modelId: string | null;
  /** Why the trained network is held in memory alone, in words; null where it is kept, or there is none. */
  readonly notKept: string | null;
};

/** An interrupted run. */
export type RunView = {
  readonly request: TrainingRequest;
  readonly history: TrainingHistory;
  /** 0 where it was interrupted before its first save: its settings are all that is left. */
  readonly epochsDone: number;
  /** Of several networks, how many are done; null where there is one. */
  readonly folds: { readonly done: number; readonly of: number } | null;
  readonly savedAt: string;
  /** `DataSetVersion.number` of the data set that it is trained on; null where that is not known. */
  readonly version: number | null;
};

export type ModelSummary = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly card: ModelCard;
  readonly bytes: number;
  /** Of its weights, 12 hex digits; null for one that was kept before there were any. Tables of results carry it. */
  readonly fingerprint: string | null;
  readonly imported: boolean;
  /** What the user noted of it; empty for nothing. */
  readonly notes: string;
  /** Sum over the epochs; null where its training is not known. */
  readonly trainingSeconds: number | null;
};

/** Models side by side: the first is the one that the others are held against. */
export type ModelComparison = {
  readonly models: readonly {
    readonly id: string;
    readonly history: TrainingHistory | null;
    /** Of its test set; empty where that is not known, or there are more than two classes. */
    readonly roc: readonly RocPoint[];
  }[];
  /** The second to the last against the first; in words where no test can be made. */
  readonly against: readonly (RunComparison | { readonly refusal: string })[];
};

export type ModelDetail = ModelSummary & {
  readonly history: TrainingHistory | null;
  /** Null for an imported model: its scans are not here. */
  readonly predictions: {
    readonly validation: Predictions;
    /** Null while the test set is sealed. */
    readonly test: Predictions | null;
  } | null;
  /** Oldest first. */
  readonly externalTests: readonly ExternalTest[];
  /** Null where it was not measured. */
  readonly robustness: StoredRobustness | null;
  /** What the user said for the report. */
  readonly statements: Statements;
};

export type ExternalTestRequest = {
  readonly modelId: string;
  /** Of the set of scans. */
  readonly name: string;
  /** `classIndex`: into the classes of the model. */
  readonly files: readonly { readonly file: ScanFile; readonly path: string; readonly classIndex: number }[];
  readonly volumes?: VolumeChoice;
};

/** From which probability a scan of two classes is called positive, how that was found, and what is left undecided around it. */
export type ThresholdChoice = {
  readonly threshold: number;
  readonly rule: ThresholdRule;
  readonly undecided: UndecidedZone | null;
};

export type ClassifyRequest = {
  readonly modelId: string;
  readonly files: readonly { readonly file: ScanFile; readonly path: string }[];
  /** Which slices of NIfTI volumes are looked at; all axial ones where it is left out. */
  readonly volumes?: VolumeChoice;
};
export type ClassifyProgress = {
  readonly done: number;
  readonly total: number;
  readonly scansPerSecond: number;
  readonly secondsLeft: number;
};

export type ClassifiedRow =
  | {
      readonly status: 'classified';
      readonly path: string;
      readonly sha256: string;
      readonly width: number;
      readonly height: number;
      /** One per class, in the order of the model's classes. */
      readonly probabilities: readonly number[];
      readonly thumbnail: Thumbnail;
      /** The part of the model's own data that this very file was in; null where it was in none, or that is not known. */
      readonly splitMembership: Subset | null;
      /** In what it is unlike the scans that the model learned from; null where the model has no such check. */
      readonly unlike: readonly Unlike[] | null;
    }
  | {
      readonly status: 'refused' | 'ignored';
      readonly path: string;
      readonly reason: string;
    };
