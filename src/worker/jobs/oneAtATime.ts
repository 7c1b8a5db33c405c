/** Lets one job of a kind run at a time, and be stopped. */
export class OneAtATime {
  private running: AbortController | null = null;

  /** `busy` is what a second caller is told. */
  constructor(private readonly busy: string) {}

  get isIdle(): boolean {
    return this.running === null;
  }

  mustBeIdle(): void {
    if (!this.isIdle) throw new Error(this.busy);
  }

  async run<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.mustBeIdle();
    const controller = new AbortController();
    this.running = controller;
    try {
      return await job(controller.signal);
    } finally {
      this.running = null;
    }
  }

  stop(): void {
    this.running?.abort();
  }
}
