import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { TrainingRequest } from '../../../../../worker/protocol.ts';
import { jobs, renameModel } from '../../../../workspace/jobs.ts';
import { chooseModel, chosenModel, workspace } from '../../../../workspace/workspace.ts';
import { startTraining } from '../../../train/run/trainingMachine.ts';

export type Expectation = 'lower' | 'same' | 'higher';

/** A network that was tried for a few epochs. */
export type Try = {
  /** 'Double the filters' */
  readonly label: string;
  readonly parameters: number;
  /** Null of the first, which has none before it. */
  readonly expected: Expectation | null;
  readonly modelId: string;
  /** The lowest of its epochs, and the accuracy of that one. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly seconds: number;
};

type TriesState = { readonly tries: readonly Try[]; readonly running: boolean };

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

/** Outlives a visit to another step. */
const store = createStore<TriesState>(() => ({ tries: [], running: false }));

export function useTries(): TriesState {
  return useStore(store);
}

/**
 * Trains for a few epochs, on the backend that computes here already: another network is otherwise measured on all of them first. The model
 * of Evaluate and Classify stays the one that it is.
 * @throws Error in words where it could not be trained
 */
export async function tryNetwork(
  request: TrainingRequest,
  epochs: number,
  what: Pick<Try, 'label' | 'parameters' | 'expected'>,
): Promise<void> {
  store.setState({ running: true });
  try {
    const { engine } = workspace.getState();
    const used = chosenModel(workspace.getState());
    const hyperparameters = { ...request.hyperparameters, epochs, patience: null, warmUp: 0 };
    const outcome = await startTraining({ ...request, hyperparameters, backend: engine?.backend ?? request.backend });
    if (used) chooseModel(used.id);
    if (outcome.modelId === null) return;
    const { history, trainingSeconds } = await jobs.model(outcome.modelId);
    const [best] = (history?.epochs ?? []).toSorted((a, b) => a.validationLoss - b.validationLoss);
    await renameModel(outcome.modelId, `Try ${store.getState().tries.length + 1}: ${what.label}`);
    if (!best) return;
    const { validationLoss, validationAccuracy } = best;
    const done: Try = {
      ...what,
      modelId: outcome.modelId,
      ...{ validationLoss, validationAccuracy, seconds: trainingSeconds ?? 0 },
    };
    store.setState(({ tries }) => ({ tries: [...tries, done] }));
  } finally {
    store.setState({ running: false });
  }
}
