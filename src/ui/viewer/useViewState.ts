import { useCallback, useState } from 'react';
import { INITIAL_VIEW_STATE, type ViewState } from './viewState.ts';

export type ChangeViewState = (change: (look: ViewState) => ViewState) => void;

/** The look at one scan, or at one series: with another `of` it begins anew. */
export function useViewState(of: string): readonly [ViewState, ChangeViewState] {
  const [kept, setKept] = useState({ of, look: INITIAL_VIEW_STATE });
  const change = useCallback<ChangeViewState>(
    (next) => setKept((before) => ({ of, look: next(before.of === of ? before.look : INITIAL_VIEW_STATE) })),
    [of],
  );
  return [kept.of === of ? kept.look : INITIAL_VIEW_STATE, change];
}
