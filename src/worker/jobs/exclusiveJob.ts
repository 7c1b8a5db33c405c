/** Lets one job of a kind run at a time. */
export class ExclusiveJob {
  private running = false;

  /** `busy` is what a second caller is told. */
  constructor(private readonly busy: string) {}

  get isIdle(): boolean {
    return !this.running;
  }

  mustBeIdle(): void {
    if (!this.isIdle) throw new Error(this.busy);
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    this.mustBeIdle();
    this.running = true;
    try {
      return await job();
    } finally {
      this.running = false;
    }
  }
}
