import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useWorkspace } from '../../../../workspace/workspace.ts';

/** What was called of one drawing of scans. */
type Calls = {
  /** Network and scans that they are of; others begin again. */
  readonly of: string | null;
  readonly draw: number;
  /** Class indices, one for each scan that was called. */
  readonly called: readonly number[];
};

/** Outlives a visit to another step. */
const store = createStore<Calls>(() => ({ of: null, draw: 1, called: [] }));

/** The calls, and how to change them. @param of network and scans */
export function useCalls(of: string): Omit<Calls, 'of'> & {
  readonly call: (classIndex: number) => void;
  readonly drawOthers: () => void;
} {
  const state = useStore(store);
  const { draw, called } = state.of === of ? state : { draw: 1, called: [] };
  return {
    ...{ draw, called },
    call: (classIndex) => store.setState({ of, draw, called: [...called, classIndex] }),
    drawOthers: () => store.setState({ of, draw: draw + 1, called: [] }),
  };
}

/** Whether there are scans to call, and none was called yet. */
export function useNoCalls(): boolean {
  const hasScans = useWorkspace(({ dataSet }) => dataSet !== null);
  const none = useStore(store, ({ of }) => of === null);
  return hasScans && none;
}
