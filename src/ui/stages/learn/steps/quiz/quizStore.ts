import { useEffect } from 'react';
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
  /** Scans to call, by their hashes; null until they are drawn. */
  readonly scans: readonly string[] | null;
};

const none: Calls = { of: null, draw: 1, called: [], scans: null };

/** Outlives a visit to another step. */
const store = createStore<Calls>(() => none);

/** The calls, and how to change them. @param of network and scans */
export function useCalls(of: string): Pick<Calls, 'draw' | 'called'> & {
  readonly call: (classIndex: number) => void;
  readonly drawOthers: () => void;
} {
  const state = useStore(store);
  const { draw, called, scans } = state.of === of ? state : none;
  return {
    ...{ draw, called },
    call: (classIndex) => store.setState({ of, draw, called: [...called, classIndex], scans }),
    drawOthers: () => store.setState({ of, draw: draw + 1, called: [], scans }),
  };
}

/** Says which scans there are to call. @param scans null until that is known */
export function useDrawn(of: string, scans: readonly string[] | null): void {
  useEffect(() => store.setState((before) => ({ ...(before.of === of ? before : none), of, scans })), [of, scans]);
}

/** The scan that is asked about; null before the first is drawn, and after the last call. */
export function useAskedScan(): string | null {
  return useStore(store, ({ called, scans }) => scans?.[called.length] ?? null);
}

/** Whether there are scans to call, and none was called yet. */
export function useNoCalls(): boolean {
  const hasScans = useWorkspace(({ dataSet }) => dataSet !== null);
  const noCalls = useStore(store, ({ called, scans }) => called.length === 0 && scans?.length !== 0);
  return hasScans && noCalls;
}

/** Whether there are scans left to call: until then no label of any scan is shown. */
export function useCallsLeft(): boolean {
  const hasScans = useWorkspace(({ dataSet }) => dataSet !== null);
  const left = useStore(store, ({ called, scans }) => scans === null || called.length < scans.length);
  return hasScans && left;
}
