// Which blocks of the page's code were run, by V8's own count (https://v8.dev/blog/javascript-code-coverage).
import { Session } from 'node:inspector/promises';

const OURS = /\/src\/|dicom-parser|fflate/;

export class Coverage {
  #session = new Session();
  #blocks = new Set();

  static async start() {
    const coverage = new Coverage();
    coverage.#session.connect();
    await coverage.#session.post('Profiler.enable');
    await coverage.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return coverage;
  }

  /** Blocks reached so far. */
  get reached() {
    return this.#blocks.size;
  }

  /** How many blocks were run since the last look that never were before. */
  async look() {
    const before = this.#blocks.size;
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    for (const { scriptId, url, functions } of result) {
      if (!OURS.test(url)) continue;
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges)
          if (count > 0) this.#blocks.add(`${scriptId}:${startOffset}:${endOffset}`);
    }
    return this.#blocks.size - before;
  }

  async stop() {
    await this.#session.post('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }
}
