import { neverAborted, raceAbort } from '../raceAbort.ts';

type Begun<Progress, Result> = {
  readonly key: unknown;
  readonly result: Promise<Result>;
  readonly listeners: Set<{ readonly tell: (progress: Progress) => void }>;
  readonly controller: AbortController;
};

type Work<Request, Progress, Result> = (
  request: Request,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
) => Promise<Result>;

/** Work that several may wait for: done once for a request however many ask, and ended when nobody waits for it any more. */
export class DedupedJob<Request, Progress, Result> {
  private begun: Begun<Progress, Result> | null = null;

  /** @param keyOf requests with the same key are one request */
  constructor(
    private readonly work: Work<Request, Progress, Result>,
    private readonly keyOf: (request: Request) => unknown = (request) => request,
  ) {}

  /** Rejects with the reason of whichever signal stops it: this one, or `stop`. */
  async of(request: Request, tell: (progress: Progress) => void = () => {}, signal = neverAborted): Promise<Result> {
    const key = this.keyOf(request);
    if (this.begun?.key !== key || this.begun?.controller.signal.aborted) this.begun = null;
    this.begun ??= this.begin(request, key);
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

  private begin(request: Request, key: unknown): Begun<Progress, Result> {
    const controller = new AbortController();
    const listeners: Begun<Progress, Result>['listeners'] = new Set();
    const tellAll = (progress: Progress) => {
      for (const { tell } of listeners) tell(progress);
    };
    const result = this.work(request, tellAll, controller.signal);
    result.catch(() => {}); // whoever waits is told
    return { key, result, listeners, controller };
  }

  private end(begun: Begun<Progress, Result>): void {
    begun.controller.abort();
    if (this.begun === begun) this.begun = null;
  }
}

/** The same, and the last answer is kept: done once for a key, however late somebody asks again. */
export class RememberedJob<Request, Progress, Result> {
  private known: { readonly key: string; readonly result: Result } | null = null;
  private readonly job: DedupedJob<Request, Progress, Result>;

  constructor(
    work: Work<Request, Progress, Result>,
    private readonly keyOf: (request: Request) => string,
  ) {
    this.job = new DedupedJob(async (request, tell, signal) => {
      const key = keyOf(request); // before the work: what it depends on may change meanwhile
      const result = await work(request, tell, signal);
      this.known = { key, result };
      return result;
    }, keyOf);
  }

  async of(request: Request, tell?: (progress: Progress) => void, signal?: AbortSignal): Promise<Result> {
    return this.known?.key === this.keyOf(request) ? this.known.result : this.job.of(request, tell, signal);
  }
}
