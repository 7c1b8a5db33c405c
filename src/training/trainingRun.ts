import {
  keep,
  type LayersModel,
  type Tensor2D,
  type Tensor4D,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs';
import { fuseLayers } from '../compute/kernels/layers/fusedLayers.ts';
import { runningHeap, runningKernels } from '../compute/wasmBackend.ts';
import { webglTraining } from '../compute/webgl/registerWebglTrainingKernels.ts';
import { releaseTexturePool } from '../compute/webgl/texturePool.ts';
import { artifactsOf } from '../model/network/artifacts.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { featuresInUse, logitsInUse, logitsOf } from '../model/network/forward.ts';
import { seedDropout } from '../model/network/seededDropout.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import { drawTransforms } from '../preprocessing/augment.ts';
import { type DegradationDraw, drawDegradation, isDegrading } from '../preprocessing/degradationDraw.ts';
import { isAugmenting } from '../preprocessing/preprocessingSpec.ts';
import { createRandom, type Random, restoreRandom } from '../statistics/random.ts';
import { holdImages, type Images } from './batches.ts';
import type { Checkpoint, KeptWeights } from './checkpoint.ts';
import { assignWeights, flattenWeights } from './flattenWeights.ts';
import { type EpochRecord, type KeptFilters, type TrainingHistory, withFilters } from './history.ts';
import { Adam } from './optimizer/adam.ts';
import { batchLoss, type Targets, targetsOf } from './optimizer/batchLoss.ts';
import { type BatchMetrics, batchMetrics } from './optimizer/batchMetrics.ts';
import { balancedClassWeights } from './optimizer/classWeights.ts';
import { nothingYet } from './optimizer/earlyStopping.ts';
import { type PlateauState, plateauStart } from './optimizer/schedule.ts';
import { WeightAverages } from './optimizer/weightAverages.ts';
import { beginWith, freeze } from './startingWeights.ts';
import type { TrainingJob } from './trainingJob.ts';

/** The tensors of a run and where it stands. Whoever makes one disposes it. */
export class TrainingRun {
  /** Epochs finished. */
  epoch = 0;
  plateau: PlateauState = plateauStart;
  /** Records and losses so far, those of an epoch that was not finished included. */
  readonly epochRecords: EpochRecord[] = [];
  readonly batchLosses: number[] = [];
  best: KeptWeights | null = null;
  private filters: KeptFilters | null = null;

  private readonly network: LayersModel;
  /** So many layers from the input on are not trained. They run as in use, which is what Keras's guide to transfer learning does. */
  private readonly frozen: number;
  private readonly adam: Adam;
  /** Null where the weights themselves are evaluated and kept. */
  private readonly averages: WeightAverages | null;
  private readonly random: { order: Random; augmentation: Random; jitter: Random; dropout: Random };
  private readonly classWeights: readonly number[] | null;
  private readonly training: Images;
  private readonly validation: Images;
  /** Logits whose numbers are on their way. */
  private readonly unread = new Set<Tensor2D>();

  constructor(private readonly job: TrainingJob) {
    const { hyperparameters, augmentation, checkpoint, classCount, training, validation, input } = job;
    this.classWeights = hyperparameters.classWeights ? balancedClassWeights(training.labels, classCount) : null;
    this.random = randomOf(hyperparameters.seed, checkpoint);
    this.network = buildNetwork(job.network, input, classCount, hyperparameters.seed);
    this.frozen = job.start?.frozen ?? 0;
    if (job.start) beginWith(this.network, job.start);
    seedDropout(this.network, () => this.random.dropout.next());
    if (runningKernels() || webglTraining()) fuseLayers(this.network, this.frozen);
    this.adam = new Adam(this.trainable(), hyperparameters.weightDecay);
    const { weightAveraging } = hyperparameters;
    this.averages = weightAveraging > 0 ? new WeightAverages(this.trainable(), weightAveraging) : null;
    this.training = holdImages(training, input, isDegrading(augmentation));
    this.validation = holdImages(validation, input, false);
    if (checkpoint) this.restoreOrDispose(checkpoint);
  }

  get history(): TrainingHistory {
    const { epochRecords, batchLosses, filters } = this;
    return { epochs: [...epochRecords], batchLosses: [...batchLosses], ...(filters && { filters }) };
  }

  get bestSoFar() {
    return this.best ?? nothingYet;
  }

  /** The training scans in the order of the coming epoch. */
  shuffledScans(): number[] {
    return this.random.order.shuffle(Array.from(this.job.training.labels, (_, scan) => scan));
  }

  /**
   * Issues one update of the weights. Resolves to the loss before it, which a GPU delivers later. A loss that is not
   * finite spoils the weights: the run must end, and with it goes back to the best ones.
   */
  trainStep(scans: readonly number[], learningRate: number): Promise<BatchMetrics> {
    const labels = labelsOf(this.job.training.labels, scans);
    const logits = tidy(() => {
      const input = this.training.batch(scans, this.changes(scans.length), this.degradations(scans.length));
      const { grads, logits } = this.gradients(input, this.targets(labels));
      this.adam.apply(grads, learningRate);
      this.averages?.follow(this.adam.updates);
      return logits;
    });
    return this.scoreOf(logits, labels);
  }

  /** Loss of validation scans, with dropout and batch norm as in use. */
  validationStep(scans: readonly number[]): Promise<BatchMetrics> {
    const logits = tidy(() => logitsInUse(this.network, this.validation.batch(scans, null, null)));
    return this.scoreOf(logits, labelsOf(this.job.validation.labels, scans));
  }

  /** Before what shall see the averaged weights, and after it; nothing where none are averaged. */
  swapAverages(): void {
    this.averages?.swap();
  }

  async keepAsBest(loss: number): Promise<void> {
    this.best = { epoch: this.epoch, loss, weights: await flattenWeights(this.weights()) };
  }

  /** Notes the filters of the first convolution as they are now; nothing where the network has none. */
  async keepFilters(): Promise<void> {
    const kernel = this.network.layers
      .flatMap(({ weights }) => weights)
      .find(({ shape }) => shape.length === 4)
      ?.read();
    if (!kernel) return;
    const values = new Float32Array(await kernel.data<'float32'>()); // a copy: some backends hand out their own numbers
    this.filters = withFilters(this.filters, kernel.shape, this.epoch, values);
  }

  async checkpoint(): Promise<Checkpoint> {
    if (!this.best) throw new Error('A run can be saved only after its first epoch.');
    const { epoch, best, plateau, history, random, averages } = this;
    return {
      version: 1,
      epoch,
      weights: best.epoch === epoch && !averages ? best.weights : await flattenWeights(this.weights()),
      best,
      adam: await this.adam.state(),
      ...(averages && { averages: await averages.state() }),
      random: {
        order: random.order.state(),
        augmentation: random.augmentation.state(),
        jitter: random.jitter.state(),
        dropout: random.dropout.state(),
      },
      plateau,
      history,
    };
  }

  /** The network with its best weights. */
  async bestNetwork(): Promise<{ artifacts: NetworkArtifacts; epoch: number } | null> {
    if (!this.best) return null;
    assignWeights(this.weights(), this.best.weights);
    freeze(this.network, 0); // in what is saved every layer can be trained
    return { artifacts: await artifactsOf(this.network), epoch: this.best.epoch };
  }

  dispose(): void {
    for (const logits of this.unread) logits.dispose();
    this.training.dispose();
    this.validation.dispose();
    this.adam.dispose();
    this.averages?.dispose();
    this.network.dispose();
    runningHeap()?.releaseSpare();
    releaseTexturePool();
  }

  private restoreOrDispose(checkpoint: Checkpoint): void {
    try {
      this.restore(checkpoint);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  private restore(checkpoint: Checkpoint): void {
    this.epoch = checkpoint.epoch;
    this.best = checkpoint.best;
    this.plateau = checkpoint.plateau;
    this.epochRecords.push(...checkpoint.history.epochs);
    this.batchLosses.push(...checkpoint.history.batchLosses);
    this.filters = checkpoint.history.filters ?? null;
    assignWeights(this.weights(), checkpoint.weights);
    this.adam.restore(checkpoint.adam);
    if (checkpoint.averages) this.averages?.restore(checkpoint.averages);
  }

  private changes(count: number): Float32Array | null {
    const { augmentation, input } = this.job;
    if (!isAugmenting(augmentation)) return null;
    return drawTransforms(count, input.size, augmentation, () => this.random.augmentation.next());
  }

  private degradations(count: number): DegradationDraw[] | null {
    const { augmentation, input } = this.job;
    if (!isDegrading(augmentation)) return null;
    return Array.from({ length: count }, () =>
      drawDegradation(input.size, augmentation, () => this.random.jitter.next()),
    );
  }

  private targets(labels: Uint8Array): Targets {
    return targetsOf(labels, this.classWeights, this.job.hyperparameters.labelSmoothing);
  }

  /** The logits stand beside the gradients: losses that are shown are computed from them, in double precision. */
  private gradients(input: Tensor4D, targets: Targets) {
    const kept: { logits?: Tensor2D } = {};
    const features = featuresInUse(this.network, input, this.frozen);
    const { grads } = variableGrads(() => {
      const logits = logitsOf(this.network, features, true, this.frozen);
      kept.logits = keep(logits.clone());
      this.unread.add(kept.logits); // so that they go even if no update follows
      return batchLoss(logits, targets);
    }, this.trainable());
    if (!kept.logits) throw new Error('The network gave no answer.');
    return { grads, logits: kept.logits };
  }

  /** Lets the logits go when their numbers have come. */
  private async scoreOf(logits: Tensor2D, labels: Uint8Array): Promise<BatchMetrics> {
    this.unread.add(logits);
    try {
      return batchMetrics(await logits.data<'float32'>(), labels);
    } finally {
      this.unread.delete(logits);
      logits.dispose();
    }
  }

  private trainable(): Variable[] {
    return this.network.trainableWeights.map((weight) => weight.read() as Variable);
  }

  private weights(): Variable[] {
    return this.network.weights.map((weight) => weight.read() as Variable);
  }
}

function labelsOf(labels: Uint8Array, scans: readonly number[]): Uint8Array {
  return Uint8Array.from(scans, (scan) => labels[scan] ?? 0);
}

function randomOf(seed: number, checkpoint: Checkpoint | null) {
  if (checkpoint) {
    const { order, augmentation, jitter, dropout } = checkpoint.random;
    return {
      order: restoreRandom(order),
      augmentation: restoreRandom(augmentation),
      jitter: jitter ? restoreRandom(jitter) : createRandom(seed).fork('jitter'),
      dropout: restoreRandom(dropout),
    };
  }
  const random = createRandom(seed);
  return {
    order: random.fork('order'),
    augmentation: random.fork('augmentation'),
    jitter: random.fork('jitter'),
    dropout: random.fork('dropout'),
  };
}
