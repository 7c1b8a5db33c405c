import type {
  BackendChoice,
  BackendInfo,
  BackendName,
  BackendOffer,
  BackendPreference,
} from '../../compute/backends.ts';
import type { MeasuringStage } from '../../compute/benchmark/benchmarkTimeouts.ts';
import type { AskedHeatMap } from '../../explain/explainScan.ts';
import type { HeatMap } from '../../explain/heatMap.ts';
import type { Activations, AskedActivations } from '../../explain/operation.ts';
import type { HeatMapChecks } from '../../explain/sanityChecks.ts';
import type { MapMaxima } from '../../explain/strongestScans.ts';
import type { StepsJob, TracedStep, WeightShape } from '../../explain/trainingSteps.ts';
import type { Embeddings, PredictionsAndEmbeddings } from '../../inference/embed.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import type { NetworkInput } from '../../model/networkInput.ts';
import type { NetworkSpec } from '../../model/networkSpec.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';
import type { MeasuredStep } from '../../training/selfTest/measureStep.ts';
import type { TrainingEnd, TrainingJob } from '../../training/trainingJob.ts';
import type { TrainingEvent } from '../jobs/training/trainingProtocol.ts';

/** What the backend tells of a run, at most ten times a second. */
export type BackendEvent =
  | Extract<TrainingEvent, { type: 'warming-up' | 'batches' }>
  | (Extract<TrainingEvent, { type: 'epoch' }> & { readonly checkpoint: Checkpoint | null });

type WhileTraining = {
  readonly onEvent: (event: BackendEvent) => void;
  /** Asked after each epoch whether the run shall be saved now. */
  readonly wantsCheckpoint: () => boolean | Promise<boolean>;
  readonly signal: AbortSignal;
};

type WhileExplaining = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

/** The worker that holds tfjs: everything that is arithmetic on tensors. Every call rejects with words. */
export interface ComputeBackend {
  offers(): Promise<BackendOffer[]>;
  tfjsVersion(): string;
  /** `preferred`: what 'auto' tries first. Trains a known step before it says that the backend runs. */
  start(choice: BackendChoice, preferred: BackendPreference | null): Promise<BackendInfo>;
  /** Resolves with the reason when the GPU is lost. Nothing this worker says afterwards counts. */
  lost(): Promise<string>;

  /** Tries a backend at a network; ends after each stage for which `goesOn` says no. The worker is then used up. */
  measure(
    backend: BackendName,
    step: MeasuredStep,
    bounded: boolean,
    options: { readonly goesOn: (stage: MeasuringStage) => boolean | Promise<boolean> },
  ): Promise<void>;

  /** To the end, or until the signal says stop. */
  train(job: TrainingJob, options: WhileTraining): Promise<TrainingEnd>;
  pause(): void;
  resume(): void;

  /** A network as it is before its first batch. */
  untrained(network: NetworkSpec, input: NetworkInput, classCount: number, seed: number): Promise<NetworkArtifacts>;
  /** Whether `predict` would use this network. */
  holds(id: string): boolean;
  /** Puts a network in place for `predict`, instead of the one before. */
  load(id: string, artifacts: NetworkArtifacts): Promise<void>;
  /** Lets the network go: a run needs the memory. */
  unload(): void;
  /** `pixels`: count x size x size x depth bytes. Rows of probabilities, one per class. */
  predict(pixels: Uint8Array, count: number, input: NetworkInput): Promise<number[][]>;
  /** What the loaded network makes of scans before its last layer; of an ensemble, its first member. */
  embed(pixels: Uint8Array, count: number, input: NetworkInput): Promise<Embeddings>;
  /** Both of the same scans, in hardly more time than the predictions. */
  predictAndEmbed(pixels: Uint8Array, count: number, input: NetworkInput): Promise<PredictionsAndEmbeddings>;
  /** Where in a scan the loaded network finds what speaks for a class. `pixels`: size x size x depth bytes. */
  heatMap(pixels: Uint8Array, input: NetworkInput, asked: AskedHeatMap, options: WhileExplaining): Promise<HeatMap>;
  /** What a network computes of a scan, operation by operation; of an ensemble, its first member. Null where it is not, or no longer, the loaded one. */
  activations(
    id: string,
    pixels: Uint8Array,
    input: NetworkInput,
    asked: AskedActivations,
  ): Promise<Activations | null>;
  /** The maxima of the feature maps of the loaded network for some scans; of an ensemble, its first member. */
  mapMaxima(pixels: Uint8Array, count: number, input: NetworkInput): Promise<MapMaxima[]>;
  /** Trains a network from the weights that this seed draws, without its dropout, and tells every number of it. */
  trainingSteps(
    fresh: { readonly network: NetworkSpec; readonly classCount: number; readonly seed: number },
    job: StepsJob,
    options: { readonly onStep: (step: TracedStep) => void; readonly signal: AbortSignal },
  ): Promise<WeightShape[]>;
  /** How many convolutions the loaded network has. */
  convolutions(): number;
  /** What such a map of the loaded network is worth. `spec`, `classCount`: of that network, to draw other weights for it. */
  heatMapChecks(
    pixels: Uint8Array,
    input: NetworkInput,
    asked: AskedHeatMap,
    of: { readonly spec: NetworkSpec; readonly classCount: number; readonly temperature: number | undefined },
    options: { readonly signal: AbortSignal },
  ): Promise<HeatMapChecks>;
}
