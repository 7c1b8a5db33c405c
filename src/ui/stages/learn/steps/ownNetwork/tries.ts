import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { TrainingRequest } from '../../../../../worker/protocol.ts';
import { jobs, renameModel } from '../../../../workspace/jobs.ts';
import { workspace } from '../../../../workspace/workspace.ts';
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

export const TRY_EPOCHS = 5;

/** Outlives a visit to another step. */
const store = createStore<TriesState>(() => ({ tries: [], running: false }));

export function useTries(): TriesState {
  return useStore(store);
}

/**
 * Trains for a few epochs, on the backend that computes here already: another network is otherwise measured on all of them first.
 * @throws Error in words where it could not be trained
 */
export async function tryNetwork(
  request: TrainingRequest,
  what: Pick<Try, 'label' | 'parameters' | 'expected'>,
): Promise<void> {
  store.setState({ running: true });
  try {
    const { engine } = workspace.getState();
    const hyperparameters = { ...request.hyperparameters, epochs: TRY_EPOCHS, patience: null, warmUp: 0 };
    const outcome = await startTraining({ ...request, hyperparameters, backend: engine?.backend ?? request.backend });
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
