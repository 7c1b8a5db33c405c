import { neverAborted, raceAbort } from '../raceAbort.ts';

type Begun<Key, Progress, Result> = {
  readonly key: Key;
  readonly result: Promise<Result>;
  readonly listeners: Set<{ readonly tell: (progress: Progress) => void }>;
  readonly controller: AbortController;
};

/** Work that several may wait for: done once for a key however many ask, and ended when nobody waits for it any more. */
export class DedupedJob<Key, Progress, Result> {
  private begun: Begun<Key, Progress, Result> | null = null;

  constructor(
    private readonly work: (key: Key, tell: (progress: Progress) => void, signal: AbortSignal) => Promise<Result>,
  ) {}

  /** Rejects with the reason of whichever signal stops it: this one, or `stop`. */
  async of(key: Key, tell: (progress: Progress) => void = () => {}, signal = neverAborted): Promise<Result> {
    if (this.begun?.key !== key || this.begun.controller.signal.aborted) this.begun = this.begin(key);
    const { begun } = this;
    const listener = { tell };
    begun.listeners.add(listener);
    try {
      return await raceAbort(begun.result, AbortSignal.any([begun.controller.signal, signal]));
    } finally {
      begun.listeners.delete(listener);
      if (begun.listeners.size === 0) this.end(begun);
    }
  }

  /** Whoever waits is told. Resolves when nothing of the work is under way any more. */
  async stop(): Promise<void> {
    const { begun } = this;
    if (!begun) return;
    this.end(begun);
    await begun.result.catch(() => {});
  }

  private begin(key: Key): Begun<Key, Progress, Result> {
    const controller = new AbortController();
    const listeners: Begun<Key, Progress, Result>['listeners'] = new Set();
    const tellAll = (progress: Progress) => {
      for (const { tell } of listeners) tell(progress);
    };
    const result = this.work(key, tellAll, controller.signal);
    result.catch(() => {}); // whoever waits is told
    return { key, result, listeners, controller };
  }

  private end(begun: Begun<Key, Progress, Result>): void {
    begun.controller.abort();
    if (this.begun === begun) this.begun = null;
  }
}
