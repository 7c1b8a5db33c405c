import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { AskedHeatMap } from '../../../explain/explainScan.ts';
import type { HeatMap } from '../../../explain/heatMap.ts';
import type { Activations, AskedActivations } from '../../../explain/operation.ts';
import type { HeatMapChecks } from '../../../explain/sanityChecks.ts';
import type { LitMap } from '../../../explain/strongestScans.ts';
import type { StepsJob, TracedStep, WeightShape } from '../../../explain/trainingSteps.ts';
import type { NetworkSpec } from '../../../model/networkSpec.ts';
import type { Box } from '../../../preprocessing/headBoundingBox.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import type { ScanFile } from '../import/importProtocol.ts';
import type { Stoppable, WhileExplaining } from '../jobOptions.ts';

/** Why a network says what it says of a scan. */
export interface ExplainJobs {
  /** Where in a scan a network found what speaks for a class. Waits for the backend as classifying does. */
  heatMap(request: WantedHeatMap & ExplainedNetwork, options: WhileExplaining): Promise<ScanHeatMap>;
  /** What such a map is worth: see `explain/sanityChecks.ts`. */
  heatMapChecks(request: HeatMapRequest, options: Stoppable): Promise<HeatMapChecks>;
  /** What a network computes of a scan, operation by operation, none folded into another. Waits for the backend as classifying does. */
  activations(request: ActivationsRequest): Promise<ScanActivations>;
}

/** What the course shows of a network and of how it learns. */
export interface LearnJobs {
  /** The scans in use that light a feature map most. The first to be asked of a network reads every scan. */
  strongestScans(request: StrongestScansRequest, options: WhileExplaining): Promise<LitMap>;
  /** Trains a network from its first weights on a few scans of the data set and tells every number of it. Waits for the backend as classifying does. */
  trainingSteps(
    request: TrainingStepsRequest,
    options: Stoppable & { readonly onStep: (step: TracedStep) => void },
  ): Promise<WeightShape[]>;
}

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
