import { reloadWithoutAsking } from './unsavedWork.ts';

const LOCK = 'axial-workspace';

/** A page that was reloaded may hold the lock a moment longer than its successor takes to ask for it. */
const PATIENCE_MS = 1000;
const ASK_AGAIN_MS = 50;

let isLeaving = false;

/**
 * One tab at a time owns the workspace. `onOwned` is called when this tab does, `onElsewhere` when another one has it.
 * A tab that loses the workspace starts over: that ends its workers at once, and what they had saved is there to resume.
 */
export function lockSingleTab(onOwned: () => void, onElsewhere: () => void): void {
  addEventListener('pagehide', () => {
    isLeaving = true;
  });
  addEventListener('pageshow', () => {
    isLeaving = false; // it may come back as it was
  });
  const patientUntil = performance.now() + PATIENCE_MS;
  const ask = () => {
    request({ ifAvailable: true }, onOwned, () => {
      if (performance.now() < patientUntil) setTimeout(ask, ASK_AGAIN_MS);
      else onElsewhere();
    });
  };
  ask();
}

/** 'Use it here': takes the workspace from the tab that has it. */
export function takeWorkspace(onOwned: () => void): void {
  request({ steal: true }, onOwned, () => {});
}

function request(options: LockOptions, onOwned: () => void, onElsewhere: () => void): void {
  if (!('locks' in navigator)) {
    onOwned(); // old browsers: nothing to hold it by
    return;
  }
  const held = navigator.locks.request(LOCK, options, (lock) => {
    if (!lock) {
      onElsewhere();
      return undefined;
    }
    onOwned();
    return new Promise<void>(() => {}); // until the tab is gone or the lock is taken away
  });
  held.catch((error: unknown) => {
    // WebKit takes the lock of a page that is being left away, too: to reload that one again would never end.
    if (isLeaving) return;
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    reloadWithoutAsking();
  });
}
