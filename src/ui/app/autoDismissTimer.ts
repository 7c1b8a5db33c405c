/** Time to read a sentence twice, and to press its button. */
export const LEAVES_AFTER_MS = 10_000;

export type AutoDismissTimer = {
  /** The time starts anew once nothing holds any more. */
  hold(by: Holder): void;
  release(by: Holder): void;
  stop(): void;
};

type Holder = 'pointer' | 'focus';

/** Calls `leave` after a while in which neither pointer nor focus was on the notice. */
export function autoDismissTimer(leave: () => void): AutoDismissTimer {
  const holders = new Set<Holder>();
  const start = () => setTimeout(leave, LEAVES_AFTER_MS);
  let timer = start();
  return {
    hold(by) {
      holders.add(by);
      clearTimeout(timer);
    },
    release(by) {
      holders.delete(by);
      clearTimeout(timer);
      if (holders.size === 0) timer = start();
    },
    stop: () => clearTimeout(timer),
  };
}
