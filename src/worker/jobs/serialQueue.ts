/** Short jobs that wait for each other. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();
  private underWay = 0;

  get isIdle(): boolean {
    return this.underWay === 0;
  }

  run<T>(job: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    const result = this.last.then(job).finally(() => {
      this.underWay -= 1;
    });
    this.last = result.catch(() => {});
    return result;
  }

  /** Nothing that was begun before is under way any more. */
  async settled(): Promise<void> {
    await this.last;
  }
}
