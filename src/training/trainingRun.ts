import { keep, type LayersModel, type Scalar, type Tensor2D, type Variable, variableGrads } from '@tensorflow/tfjs';
import { fuseLayers } from '../compute/kernels/fusedLayers.ts';
import { runningKernels } from '../compute/wasmEngine.ts';
import { createRandom, type Random, restoreRandom } from '../dataset/random.ts';
import { artifactsOf } from '../model/artifacts.ts';
import { buildNetwork } from '../model/buildNetwork.ts';
import { logitsOf } from '../model/forward.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import { seedDropout } from '../model/seededDropout.ts';
import { Adam } from './adam.ts';
import { augmentedBatch, type Batch, plainBatch } from './batches.ts';
import { batchLoss, targetsOf } from './batchLoss.ts';
import type { Checkpoint, KeptWeights } from './checkpoint.ts';
import { balancedClassWeights } from './classWeights.ts';
import { nothingYet } from './earlyStopping.ts';
import type { EpochRecord, TrainingHistory } from './history.ts';
import { readNumbers, writeNumbers } from './numbers.ts';
import { type PlateauState, plateauStart } from './schedule.ts';
import { type Score, scoreOf } from './score.ts';
import type { TrainingJob } from './train.ts';

/** The tensors of a run and where it stands. Whoever makes one disposes it. */
export class TrainingRun {
  /** Epochs finished. */
  epoch = 0;
  plateau: PlateauState = plateauStart;
  /** Records and losses so far, those of an epoch that was not finished included. */
  readonly epochRecords: EpochRecord[] = [];
  readonly batchLosses: number[] = [];
  best: KeptWeights | null = null;

  private readonly network: LayersModel;
  private readonly adam: Adam;
  private readonly random: { order: Random; augmentation: Random; dropout: Random };
  private readonly classWeights: readonly number[] | null;

  constructor(private readonly job: TrainingJob) {
    const { hyperparameters, checkpoint, classCount, training } = job;
    this.classWeights = hyperparameters.classWeights ? balancedClassWeights(training.labels, classCount) : null;
    this.random = randomOf(hyperparameters.seed, checkpoint);
    this.network = buildNetwork(job.network, job.input, classCount, hyperparameters.seed);
    seedDropout(this.network, () => this.random.dropout.next());
    if (runningKernels()) fuseLayers(this.network);
    this.adam = new Adam(this.trainable());
    if (checkpoint) this.restoreOrDispose(checkpoint);
  }

  get history(): TrainingHistory {
    return { epochs: [...this.epochRecords], batchLosses: [...this.batchLosses] };
  }

  get bestSoFar() {
    return this.best ?? nothingYet;
  }

  /** The training scans in the order of the coming epoch. */
  shuffledScans(): number[] {
    return this.random.order.shuffle(Array.from(this.job.training.labels, (_, scan) => scan));
  }

  /** One update of the weights; none where the loss is not finite. Returns the loss before it. */
  async learn(scans: readonly number[], learningRate: number): Promise<Score> {
    const { training, input, augmentation } = this.job;
    const batch = augmentedBatch(training, input, scans, augmentation, () => this.random.augmentation.next());
    const targets = targetsOf(batch.labels, this.classWeights);
    const { value, grads, logits } = this.gradients(batch, (z) => batchLoss(z, targets));
    try {
      const score = await scoreLogits(logits, batch.labels);
      if (Number.isFinite(score.loss)) this.adam.apply(grads, learningRate);
      return score;
    } finally {
      for (const tensor of [value, logits, batch.input, ...Object.values(targets), ...Object.values(grads)])
        tensor.dispose();
    }
  }

  /** Loss of validation scans, with dropout and batch norm as in use. */
  async judge(scans: readonly number[]): Promise<Score> {
    const batch = plainBatch(this.job.validation, this.job.input, scans);
    const logits = logitsOf(this.network, batch.input, false);
    try {
      return await scoreLogits(logits, batch.labels);
    } finally {
      batch.input.dispose();
      logits.dispose();
    }
  }

  async keepAsBest(loss: number): Promise<void> {
    this.best = { epoch: this.epoch, loss, weights: await readNumbers(this.weights()) };
  }

  async checkpoint(): Promise<Checkpoint> {
    if (!this.best) throw new Error('A run can be saved only after its first epoch.');
    const { epoch, best, plateau, history, random } = this;
    return {
      version: 1,
      epoch,
      weights: best.epoch === epoch ? best.weights : await readNumbers(this.weights()),
      best,
      adam: await this.adam.state(),
      random: {
        order: random.order.state(),
        augmentation: random.augmentation.state(),
        dropout: random.dropout.state(),
      },
      plateau,
      history,
    };
  }

  /** The network with its best weights. */
  async bestNetwork(): Promise<{ artifacts: NetworkArtifacts; epoch: number } | null> {
    if (!this.best) return null;
    writeNumbers(this.weights(), this.best.weights);
    return { artifacts: await artifactsOf(this.network), epoch: this.best.epoch };
  }

  dispose(): void {
    this.adam.dispose();
    this.network.dispose();
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
    writeNumbers(this.weights(), checkpoint.weights);
    this.adam.restore(checkpoint.adam);
  }

  /** The logits are kept beside the gradients: losses that are shown are computed from them, in double precision. */
  private gradients(batch: Batch, lossOf: (logits: Tensor2D) => Scalar) {
    const kept: { logits?: Tensor2D } = {};
    const { value, grads } = variableGrads(() => {
      const logits = logitsOf(this.network, batch.input, true);
      kept.logits = keep(logits.clone());
      return lossOf(logits);
    }, this.trainable());
    if (!kept.logits) throw new Error('The network gave no answer.');
    return { value, grads, logits: kept.logits };
  }

  private trainable(): Variable[] {
    return this.network.trainableWeights.map((weight) => weight.read() as Variable);
  }

  private weights(): Variable[] {
    return this.network.weights.map((weight) => weight.read() as Variable);
  }
}

async function scoreLogits(logits: Tensor2D, labels: Uint8Array): Promise<Score> {
  return scoreOf(await logits.data<'float32'>(), labels);
}

function randomOf(seed: number, checkpoint: Checkpoint | null) {
  if (checkpoint) {
    const { order, augmentation, dropout } = checkpoint.random;
    return {
      order: restoreRandom(order),
      augmentation: restoreRandom(augmentation),
      dropout: restoreRandom(dropout),
    };
  }
  const random = createRandom(seed);
  return { order: random.fork('order'), augmentation: random.fork('augmentation'), dropout: random.fork('dropout') };
}
