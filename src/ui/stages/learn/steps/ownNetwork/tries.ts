import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { UserError } from '../../../../../dataset/userError.ts';
import type { NetworkSpec } from '../../../../../model/networkSpec.ts';
import type { TrainingRequest } from '../../../../../worker/jobs/training/trainingProtocol.ts';
import { jobs, renameModel } from '../../../../workspace/jobs.ts';
import { workspace } from '../../../../workspace/workspace.ts';
import { bestEpoch } from '../../../train/run/bestEpoch.ts';
import { trainAside } from '../../../train/run/trainingMachine.ts';

export type Expectation = 'lower' | 'same' | 'higher';

/** A network that can be tried. */
export type Candidate = {
  readonly network: NetworkSpec;
  /** 'Double the filters' */
  readonly label: string;
  readonly parameters: number;
  /** Null of the first, which has none before it. */
  readonly expected: Expectation | null;
};

/** A network that was tried for a few epochs. */
export type Try = Omit<Candidate, 'network'> & {
  readonly modelId: string;
  /** See `tryConditions`: only those of the same can be compared. */
  readonly conditions: string;
  readonly classes: number;
  readonly validationScans: number;
  /** The lowest of its epochs, and the accuracy of that one. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly seconds: number;
};

type TriesState = {
  readonly tries: readonly Try[];
  /** What is tried now; null: nothing. */
  readonly running: string | null;
};

const LEAST_EPOCHS = 5;
const MOST_EPOCHS = 30;
/** Updates of the weights after which a small network knows something. */
const UPDATES = 120;

/** Epochs of a short run: of a small data set more, or nothing would be learned. */
export function tryEpochs(
  scans: number,
  { hyperparameters, split }: Pick<TrainingRequest, 'hyperparameters' | 'split'>,
): number {
  const batches = Math.max(1, Math.ceil((scans * split.shares.training) / hyperparameters.batchSize));
  return Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, Math.ceil(UPDATES / batches)));
}

/** The same for tries on the same scans, split alike, for the same epochs. @param version `DataSetVersion.hash` */
export function tryConditions(version: string, epochs: number, { split }: Pick<TrainingRequest, 'split'>): string {
  return JSON.stringify([version, epochs, split]);
}

/** Outlives a visit to another step. */
const store = createStore<TriesState>(() => ({ tries: [], running: null }));

export function useTries(): TriesState {
  return useStore(store);
}

/**
 * Trains one after another for a few epochs, until one is stopped; the rest of the page stays as it is.
 * @throws Error in words where one could not be trained
 */
export async function tryNetworks(
  request: TrainingRequest,
  of: Conditions,
  candidates: readonly Candidate[],
): Promise<void> {
  try {
    for (const candidate of candidates) {
      store.setState({ running: candidate.label });
      const done = await tryNetwork(request, of, candidate);
      if (!done) return;
      store.setState(({ tries }) => ({ tries: [...tries, done] }));
    }
  } finally {
    store.setState({ running: null });
  }
}

type Conditions = Pick<Try, 'conditions'> & { readonly epochs: number };

/**
 * On the backend that computes here already: another network is otherwise measured on all of them first. From random weights, and one
 * network alone, not one for each fold. Null where it was stopped.
 */
async function tryNetwork(
  { startFrom: _, split: { testing: __, ...split }, ...request }: TrainingRequest,
  { epochs, conditions }: Conditions,
  { network, ...what }: Candidate,
): Promise<Try | null> {
  const running = workspace.getState().backend;
  const hyperparameters = { ...request.hyperparameters, epochs, patience: null, warmUp: 0 };
  const backend = running?.backend ?? request.backend;
  const { modelId, ended, reason, notKept } = await trainAside({
    ...request,
    split,
    network,
    hyperparameters,
    backend,
  });
  if (modelId === null && ended !== 'stopped') throw new UserError('run-not-kept', {}, notKept ?? reason);
  if (modelId === null) return null;
  await renameModel(modelId, `Try ${store.getState().tries.length + 1}: ${what.label}`);
  const { history, trainingSeconds, card } = await jobs.model(modelId);
  const best = bestEpoch(history?.epochs ?? []);
  if (ended === 'stopped' || !best) return null; // fewer epochs: not to be compared
  const { validationLoss, validationAccuracy } = best;
  const figures = { validationLoss, validationAccuracy, validationScans: card.split.scans.validation };
  return { ...what, ...figures, modelId, conditions, classes: card.classes.length, seconds: trainingSeconds ?? 0 };
}
