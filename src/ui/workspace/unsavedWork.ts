import { type WorkspaceState, workspace } from './workspace.ts';

/** Whether leaving the page would lose something that the user would have to do again. */
export function hasUnsavedWork(state: Pick<WorkspaceState, 'importing' | 'unsavedTraining'>): boolean {
  return state.unsavedTraining || state.importing.step === 'importing';
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

let mayAsk = true;

/** Has the browser ask before the page is closed or reloaded while there is unsaved work. */
export function warnBeforeLeaving(): void {
  workspace.subscribe((state) => {
    // Only while it is needed: with a listener some browsers keep no page for 'back'.
    if (mayAsk && hasUnsavedWork(state)) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
}

/** For a page that is not to go on: another tab has taken over. */
export function reloadWithoutAsking(): void {
  mayAsk = false;
  window.removeEventListener('beforeunload', ask);
  window.location.reload();
}
