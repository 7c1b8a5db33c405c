import { notifyFailure } from '../workspace/workspace.ts';

const WAITING = 'axial-waiting-drop';

/** Notes, for the next load of the page, that a drop waits to be read. Returns what ends the note. */
export function noteWaitingDrop(): () => void {
  write((storage) => storage.setItem(WAITING, '1'));
  return () => write((storage) => storage.removeItem(WAITING));
}

/** Says so where the page was loaded once more before what was dropped on it was read: files do not outlive that. */
export function sayLostDrop(): void {
  write((storage) => {
    if (storage.getItem(WAITING) === null) return;
    storage.removeItem(WAITING);
    const lost = 'The page was loaded again before it could read what you dropped. Drop it once more.';
    notifyFailure(lost);
  });
}

function write(work: (storage: Storage) => void): void {
  try {
    work(sessionStorage);
  } catch {
    // A browser that keeps nothing of the page.
  }
}
