import { getBackend } from '@tensorflow/tfjs';
import { BACKENDS, type BackendName } from '../compute/backends.ts';

/**
 * A GPU works on by itself, and whoever waits for its numbers at once leaves it idle: so many more steps are issued first.
 * The other backends have worked when the call returns, and nothing is gained.
 */
const aheadOnGpu = 2;

/** Whether the backend in use works on after a call of it has returned. */
export function isOnGpu(): boolean {
  return BACKENDS[getBackend() as BackendName].gpu;
}

/** Steps issued in order, and their answers awaited in order, some steps later where the backend is a GPU. */
export class PipelinedSteps<Item, Answer> {
  private readonly awaited: Promise<Answer>[] = [];
  private issued = 0;

  constructor(
    private readonly items: readonly Item[],
    private readonly issue: (item: Item, index: number) => Promise<Answer>,
    private readonly ahead = isOnGpu() ? aheadOnGpu : 0,
  ) {}

  /** The next item's answer; rejects where that item, or one issued ahead of its turn, failed. */
  async next(): Promise<Answer> {
    while (this.awaited.length <= this.ahead && this.issued < this.items.length) this.issueOne();
    const answer = this.awaited.shift();
    if (!answer) throw new Error('Every item has been answered.');
    return answer;
  }

  private issueOne(): void {
    const item = this.items[this.issued] as Item;
    const answer = this.issue(item, this.issued++);
    answer.catch(() => {}); // one that is never asked for any more must not count as unhandled
    this.awaited.push(answer);
  }
}
