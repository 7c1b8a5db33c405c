/** Takes one sample: milliseconds. */
type Step = () => Promise<number>;

/**
 * One contestant's turn: its samples until they add up to `budgetMs`, one at least. The first sample of a turn is not
 * counted, because what took its turn before has emptied the caches; before the very first turn two more go for what is
 * compiled then. A step that is longer than the whole budget is one sample, counted at once. `keras_networks.py` has the
 * same rule.
 */
export class Turns {
  private warm: boolean;

  /** `compiles`: false where the first step is as fast as any. */
  constructor(
    private readonly step: Step,
    compiles = true,
  ) {
    this.warm = !compiles;
  }

  async take(budgetMs: number): Promise<number[]> {
    if (!this.warm && (await this.step()) < budgetMs) await this.step();
    this.warm = true;
    const uncounted = await this.step();
    if (uncounted > budgetMs) return [uncounted];
    const samples: number[] = [];
    for (let spent = 0; spent < budgetMs; ) {
      const sample = await this.step();
      samples.push(sample);
      spent += sample;
    }
    return samples;
  }
}

/** Random bytes; `getRandomValues` gives at most 65536 at a time. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

export async function milliseconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
