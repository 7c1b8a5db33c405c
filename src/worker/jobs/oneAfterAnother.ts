/** Short jobs that wait for each other. */
export class OneAfterAnother {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.last.then(job);
    this.last = result.catch(() => {});
    return result;
  }

  /** Nothing that was begun before is under way any more. */
  async settled(): Promise<void> {
    await this.last;
  }
}
