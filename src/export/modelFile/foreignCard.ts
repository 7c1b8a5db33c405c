import { isSameData } from '../../model/card/canonicalJson.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { noRefinements } from '../../model/hyperparameters.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import { DEFAULT_INPUT, noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import type { OpenedNetwork } from '../keras/learnedLayers.ts';
import type { EvaluationRecord } from '../results/evaluationJson.ts';

/** A model that was read from a file and checked, but not yet asked anything, with what the file says of its evaluation. */
export type OpenedModel = { readonly card: ModelCard; readonly artifacts: NetworkArtifacts } & EvaluationRecord;

type Foreign = Pick<OpenedNetwork, 'layers' | 'frame'> & {
  /** That the file carries; null where another program made it. */
  readonly card: ModelCard | null;
  /** 'Keras 3.15.1' */
  readonly program: string;
  /** ISO 8601, or anything. */
  readonly savedAt: string;
  /** Of the file. */
  readonly name: string;
};

/** The card of the model: what the file does not say is assumed, and `origin` says so. */
export function cardOfForeign({ card, program, savedAt, name, layers, frame }: Foreign): ModelCard {
  if (card?.createdAt === savedAt) return card; // as Axial wrote it
  const saved = new Date(savedAt);
  const createdAt = (Number.isNaN(saved.getTime()) ? new Date() : saved).toISOString();
  if (card) {
    const same = isSameData(card.network.layers, layers);
    const network = same ? card.network : ({ preset: 'custom', layers } as const);
    return { ...card, createdAt, network, origin: card.origin ?? { program, assumed: [] } };
  }
  return assumedCard(name, createdAt, program, layers, frame);
}

function assumedCard(
  name: string,
  createdAt: string,
  program: string,
  layers: OpenedNetwork['layers'],
  { input: [size, , channels], classCount }: OpenedNetwork['frame'],
): ModelCard {
  const classes = Array.from({ length: classCount }, (_, index) => `class ${index}`);
  return {
    ...{ format: 'axial-model-card', formatVersion: 1, createdAt, classes },
    name: name.trim().slice(0, 1000) || 'Model from a file',
    positiveClass: classCount === 2 ? (classes[1] ?? null) : null,
    network: { preset: 'custom', layers },
    preprocessing: { ...DEFAULT_INPUT, size, depth: channels === 3 ? 3 : 1 },
    augmentation: noAugmentation,
    hyperparameters: {
      ...{ epochs: 1, batchSize: 32, learningRate: 0.001, schedule: 'constant', classWeights: false, patience: null },
      ...{ ...noRefinements, seed: 1 },
    },
    threshold: classCount === 2 ? 0.5 : null,
    thresholdFrom: 'validation',
    origin: {
      program,
      assumed: classCount === 2 ? ['classes', 'preprocessing', 'threshold'] : ['classes', 'preprocessing'],
    },
    data: { name: 'unknown', synthetic: false, fingerprint: '0'.repeat(64), scansPerClass: classes.map(() => 0) },
    split: {
      ...{ kind: 'random', seed: 1, shares: { training: 1, validation: 0, test: 0 } },
      ...{ scans: { training: 0, validation: 0, test: 0 }, testScansWithTwin: 0, testGroups: 0 },
    },
    figures: { n: 0, values: {} },
    golden: { seed: 1, columns: classes, probabilities: [] },
    ...{ epochsTrained: 0, bestEpoch: 0 },
    software: { axial: 'none', tfjs: 'none', backend: 'cpu', device: 'unknown' },
  };
}

/** The card of a network that was trained on since: what was measured before says nothing of it any more. */
export function trainedOn({
  familiarity: _,
  temperature: __,
  undecided: ___,
  folds: ____,
  ...card
}: ModelCard): ModelCard {
  const assumed = card.threshold === null ? [] : (['threshold'] as const);
  return {
    ...card,
    figures: { n: 0, values: {} },
    origin: { program: card.origin?.program ?? 'another program', assumed: [...assumed] },
  };
}
