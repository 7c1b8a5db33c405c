import { assertBackendAlive } from '../../../src/compute/canary.ts';
import { isOnGpu } from '../../../src/training/pipelinedSteps.ts';
import { train } from '../../../src/training/train.ts';
import type { TrainingStep } from '../../../src/training/trainingJob.ts';
import type { Cell } from './cell.ts';
import { randomJob } from './epochParts.ts';
import { milliseconds } from './turn.ts';

/** Batches of an epoch: so many that few of them are the first one, and few enough for the memory. */
const BATCHES_PER_EPOCH = 40;

/** The app's own training loop on random pixels, step by step. */
export class TrainingSteps {
  private readonly stopping = new AbortController();
  private readonly onGpu = isOnGpu();
  private readonly steps: ReturnType<typeof train>;

  constructor(cell: Cell, augmented: boolean) {
    const sizes = { training: cell.batch * BATCHES_PER_EPOCH, validation: 2 };
    this.steps = train(randomJob(cell, sizes, augmented, 10_000), this.stopping.signal);
  }

  /** Milliseconds of the next step; what happens between epochs is not counted. */
  async step(): Promise<number> {
    for (;;) {
      let step: TrainingStep | undefined;
      const spent = await milliseconds(async () => {
        const next = await this.steps.next();
        if (next.done) throw new Error(next.value.reason);
        step = next.value;
        if (this.onGpu) await assertBackendAlive(); // it has answered before the step is done, or for several steps
      });
      if (step?.type === 'batch') return spent;
    }
  }

  /** Lets the tensors go. */
  async end(): Promise<void> {
    this.stopping.abort();
    while (!(await this.steps.next()).done);
  }
}
