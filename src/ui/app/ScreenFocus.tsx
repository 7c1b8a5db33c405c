import { type RefObject, useEffect } from 'react';
import { useWorkspace, type WorkspaceState } from '../workspace/workspace.ts';
import { focusHeading, focusIsLost } from './focusHeading.ts';

/**
 * Beside the view of a stage: when a screen took the place of another one, and with it of what had the focus, its
 * heading takes the focus. The first screen of a visit takes none.
 *
 * @param last the screen before, kept outside since a stage takes this with it
 */
export function ScreenFocus({ last }: { readonly last: RefObject<string | null> }) {
  const screen = useWorkspace(screenName);
  useEffect(() => {
    if (screen === null) return;
    if (last.current !== null && last.current !== screen && focusIsLost()) focusHeading();
    last.current = screen;
  }, [screen, last]);
  return null;
}

/** Differs where the page shows something else; null while it opens. */
function screenName(
  state: Pick<WorkspaceState, 'opening' | 'stage' | 'importing' | 'dataSet' | 'classifying' | 'models'>,
): string | null {
  const { opening, stage, importing, dataSet, classifying, models } = state;
  if (opening.step === 'opening') return null;
  if (opening.step !== 'open') return opening.step;
  if (stage === 'data') return `data ${importing.step} ${dataSet ? 'full' : 'empty'}`;
  if (stage === 'classify') return `classify ${classifying.step} ${models.length > 0}`;
  return `${stage} ${models.length > 0}`;
}
