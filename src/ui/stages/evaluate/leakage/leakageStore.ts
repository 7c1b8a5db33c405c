import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { failureSentence } from '../../../components/text/failureSentence.ts';
import { openTestSets, renameModel } from '../../../workspace/jobs.ts';
import { startTraining, stopTraining } from '../../train/run/trainingMachine.ts';
import type { SplitKind } from './leakagePairs.ts';
import { trainBothSplits } from './leakageRun.ts';

/** Both trainings of a comparison; outlives a visit to another stage. */
export type LeakageState =
  | { readonly step: 'idle' }
  | {
      readonly step: 'running';
      /** What is trained, in this order. */
      readonly kinds: readonly SplitKind[];
      readonly turn: number;
      readonly stopAsked: boolean;
    }
  /** Of its own accord it only ends with both models. */
  | { readonly step: 'broken-off'; readonly reason: string };

const store = createStore<LeakageState>(() => ({ step: 'idle' }));

export function useLeakage(): LeakageState {
  return useStore(store);
}

export async function startLeakage(request: TrainingRequest, missing: readonly SplitKind[]): Promise<void> {
  if (store.getState().step === 'running') return;
  store.setState({ step: 'running', kinds: missing, turn: 0, stopAsked: false }, true);
  try {
    const end = await trainBothSplits(request, missing, {
      train: startTraining,
      rename: renameModel,
      open: openTestSets,
      onTurn: (kind) => change({ turn: missing.indexOf(kind) }),
      stopAsked: () => {
        const state = store.getState();
        return state.step === 'running' && state.stopAsked;
      },
    });
    store.setState(end.ended === 'done' ? { step: 'idle' } : { step: 'broken-off', reason: end.reason }, true);
  } catch (failure) {
    const reason = failureSentence(failure);
    store.setState({ step: 'broken-off', reason }, true);
  }
}

export async function stopLeakage(): Promise<void> {
  change({ stopAsked: true });
  await stopTraining();
}

function change(fields: Partial<Extract<LeakageState, { step: 'running' }>>): void {
  const state = store.getState();
  if (state.step === 'running') store.setState({ ...state, ...fields }, true);
}
