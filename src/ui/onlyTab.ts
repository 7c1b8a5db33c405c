const LOCK = 'axial-workspace';

/**
 * One tab at a time owns the workspace. `onOwned` is called when this tab does, `onElsewhere` when another one has it.
 * A tab that loses the workspace starts over: that ends its workers at once, and what they had saved is there to resume.
 */
export function ownWorkspace(onOwned: () => void, onElsewhere: () => void): void {
  request({ ifAvailable: true }, onOwned, onElsewhere);
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
  held.catch(() => window.location.reload());
}
