import type { DBSchema, IDBPDatabase } from 'idb';
import type { AuditReport } from '../../audit/auditReport.ts';
import type { BackendChoice } from '../../compute/backends.ts';
import type { BackendBenchmark } from '../../compute/benchmark/chooseBackend.ts';
import type { Edit } from '../../dataset/edits/datasetEdits.ts';
import type { DataSetVersion } from '../../dataset/edits/version.ts';
import type { UnfinishedImport } from '../../dataset/import/unfinishedImport.ts';
import type { ColourMode, DataSet, FileOutcome, ImageStatistics, Scan } from '../../dataset/scan.ts';
import type { SplitSettings } from '../../dataset/split/splitSettings.ts';
import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import type { Predictions } from '../../evaluation/predictions.ts';
import type { ModelCard } from '../../model/card.ts';
import type { Hyperparameters } from '../../model/hyperparameters.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import type { NetworkSpec } from '../../model/networkSpec.ts';
import type { Augmentation, PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import type { TrainingHistory } from '../../training/history.ts';

/** Everything that is kept, store by store. The one type that every get and put is checked against. */
export interface AxialSchema extends DBSchema {
  /** One record, 'current'. */
  dataSet: { key: 'current'; value: StoredHeader };
  /** Scans that are stored together, by a number that counts up in the order of import; found by SHA-256 too. */
  packs: { key: number; value: ScanBatch; indexes: { sha256: string } };
  /** By the number of the pack: the files as they were dropped, one after another. */
  packedOriginals: { key: number; value: ArrayBuffer };
  /** By the number of the pack, in its order. */
  packedThumbnails: { key: number; value: readonly PackedThumbnail[] };
  /** Scans of a data set that was stored before there were packs, by SHA-256, like its originals and thumbnails. */
  scans: { key: string; value: Scan & { readonly order: number } };
  originals: { key: string; value: ArrayBuffer };
  thumbnails: { key: string; value: PackedThumbnail };
  /** Some scans a record, by [key of the preprocessing, running number]: far faster than one record a scan. */
  pixels: { key: [string, number]; value: PixelChunk };
  /** How files ended, some a record, in the order of import. */
  outcomes: { key: number; value: readonly FileOutcome[] };
  /** One record, 'current', and its checkpoint apart, so that the page opens without reading weights. */
  run: { key: 'current'; value: RunHeader & { readonly bytes?: number } };
  checkpoint: { key: 'current'; value: unknown };
  /** By id; the weights apart, so that a list of models reads none. */
  models: {
    key: string;
    value: StoredModel & { readonly deletedAt: string | null };
  };
  artifacts: { key: string; value: unknown };
  /** Large buffers of checkpoints and artifacts, see `pieces.ts`. */
  pieces: { key: ChunkKey; value: ArrayBuffer };
  /** How fast each engine trains a network, by the network, the size of its input and of a batch as JSON. */
  engineTrials: { key: string; value: StoredBenchmarks };
  /** By the edit's id. */
  edits: { key: number; value: StoredEdit };
  /** In the order in which they came to be. */
  versions: { key: number; value: DataSetVersion };
  /** One record, 'current'. */
  copies: { key: 'current'; value: StoredDuplicates };
  /** By the version's hash. */
  findings: { key: string; value: StoredFindings };
  /** By the key of the preprocessing; what the audit measures of the network's input. */
  facts: { key: string; value: StoredStatistics };
}

export type DataSetHeader = {
  readonly name: string;
  readonly synthetic: boolean;
  readonly classes: readonly string[];
  readonly volumes?: VolumeChoice;
  readonly folders?: NonNullable<DataSet['folders']>;
};

/** `salt`: random, 32 hex digits; headers from before it was drawn lack it. `unfinished` is there while files are unread. */
export type StoredHeader = DataSetHeader & { readonly salt?: string; readonly unfinished?: UnfinishedImport };

/** A value of its own for each scan would take four times as long to store. */
export type ScanBatch = {
  readonly number: number;
  readonly sha256s: readonly string[];
  readonly scans: readonly Scan[];
  /** Where each original ends, in bytes. */
  readonly ends: readonly number[];
};

/** `width * height * channels` bytes: a grey thumbnail takes a quarter of its RGBA. */
export type PackedThumbnail = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
};

/** The network's input for some scans, one after another, each `bytes.length / sha256s.length` bytes. */
export type PixelChunk = {
  readonly sha256s: readonly string[];
  readonly bytes: Uint8Array;
};

export type AxialDatabase = IDBPDatabase<AxialSchema>;

/** Of a large buffer that is kept apart: whose it is, and its number. */
export type ChunkKey = [owner: string, index: number];

/** What a run was asked to do: the same fields as the worker's `TrainingRequest`. */
export type StoredTrainingRequest = {
  readonly network: NetworkSpec;
  readonly preprocessing: PreprocessingSpec;
  readonly augmentation: Augmentation;
  readonly hyperparameters: Hyperparameters;
  readonly split: SplitSettings;
  readonly backend: BackendChoice;
};

/** What is told of an interrupted run before it is resumed. */
export type RunHeader = {
  readonly request: StoredTrainingRequest;
  readonly history: TrainingHistory;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  /** `DataSetVersion.hash` of the data set that it is trained on; null in a run saved before that was noted. */
  readonly dataFingerprint: string | null;
};

/** A trained model with everything that is kept of it. */
export type ModelRecord = {
  readonly id: string;
  readonly card: ModelCard;
  readonly artifacts: NetworkArtifacts;
  /** Null for an imported model. */
  readonly history: TrainingHistory | null;
  /** Null for an imported model: its scans are not here. */
  readonly predictions: {
    readonly validation: Predictions;
    readonly test: Predictions;
  } | null;
  readonly imported: boolean;
};

/** A model without its network. */
export type StoredModel = Omit<ModelRecord, 'artifacts'> & {
  /** Size of the weights. */
  readonly bytes: number;
  /** `weightsFingerprint`; null for a model that was kept before there were any. */
  readonly fingerprint: string | null;
};

/** How the engines of a device did with one network. */
export type StoredBenchmarks = {
  /** The device, its engines and the version of Axial: what was measured elsewhere is worth nothing. */
  readonly setting: string;
  readonly trials: readonly BackendBenchmark[];
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
};

/** An edit that was taken back is kept, because versions that models saw were made with it. */
export type StoredEdit = { readonly edit: Edit; readonly takenBack: boolean };

/** Groups of copies of all scans that are stored, whatever edits say of them. */
export type StoredDuplicates = {
  /** Of the scans: `orderFingerprint`. */
  readonly of: string;
  /** The version of Axial that looked: another may judge otherwise. */
  readonly by: string;
  /** For each scan the number of its group. */
  readonly groups: Int32Array;
};

/** What an audit found besides copies. */
export type StoredFindings = Pick<AuditReport, 'shortcuts' | 'oddOnes'> & {
  /** Keys of the preprocessings whose input was judged. */
  readonly inputs: readonly string[];
  readonly by: string;
  /** The model by which outliers were found; null where there was none. */
  readonly model: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
};

/** What was measured of a scan that was imported before it was asked for, or of what a preprocessing makes of it. */
export type MeasuredStatistics = { readonly facts: ImageStatistics; readonly colourMode: ColourMode };

export type StoredStatistics = {
  readonly by: string;
  readonly sha256s: readonly string[];
  /** Mean, contrast, border, sharpness of each. */
  readonly numbers: Float64Array;
  readonly colourModes: readonly ColourMode[];
};
