import { useCallback, useState } from 'react';
import { INITIAL_VIEW_STATE, type ViewState } from './viewState.ts';

export type ChangeViewState = (change: (look: ViewState) => ViewState) => void;

/** The look at one scan, or at one series: with another `of` it begins anew. */
export function useViewState(of: string): readonly [ViewState, ChangeViewState] {
  const [stored, setStored] = useState({ of, look: INITIAL_VIEW_STATE });
  const change = useCallback<ChangeViewState>(
    (next) => setStored((before) => ({ of, look: next(before.of === of ? before.look : INITIAL_VIEW_STATE) })),
    [of],
  );
  return [stored.of === of ? stored.look : INITIAL_VIEW_STATE, change];
}
