import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { RunComparison } from '../../../evaluation/comparison/compareRuns.ts';
import type { CurveBands } from '../../../evaluation/curves/curveBands.ts';
import type { RocPoint } from '../../../evaluation/curves/roc.ts';
import type { DetailedResults } from '../../../evaluation/metrics/testResults.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import type { Statements } from '../../../export/report/statements.ts';
import type { ExportTarget } from '../../../export/targets.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import type { ThresholdRule, UndecidedZone } from '../../../model/card/decisionRecord.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import type { ExternalTest, StoredRobustness } from '../../../storage/models/modelRecords.ts';
import type { TrainingHistory } from '../../../training/history.ts';
import type { ScanFile } from '../import/importProtocol.ts';
import type { ClassifyProgress, Stoppable } from '../jobOptions.ts';

/** The models that are stored. */
export interface ModelJobs {
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
  downloadModel(id: string, target: ExportTarget): Promise<Blob>;
  importModel(file: File): Promise<ModelSummary>;
  /** Measures an imported model on its own split, where its scans are here. Waits for the backend as classifying does. */
  measureModel(id: string, options: Stoppable): Promise<void>;
  /** Says what the file of an imported model did not, and Axial assumed. */
  describeModel(id: string, said: ModelDescription): Promise<void>;
}

type WhileTesting = Stoppable & { readonly onProgress: (progress: ClassifyProgress) => void };

/** `classes` in the order of the outputs; `threshold` is null for more than two. */
export type ModelDescription = Pick<ModelCard, 'classes' | 'threshold'> & Pick<PreprocessingSpec, 'fit'>;

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
