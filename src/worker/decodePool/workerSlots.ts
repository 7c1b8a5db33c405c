import decodeWorkerUrl from '../decode.worker.ts?worker&url';
import { connect } from '../rpc/connect.ts';
import type { Remote } from '../rpc/peer.ts';
import { spawnWorker } from '../spawnWorker.ts';
import type { Decoder } from './decodeResult.ts';

/** Beyond this a file is given up and its worker replaced, so that no image can hold up the rest. */
const LONGEST_DECODE_MS = 20_000;
/** Hundreds of slices may be in a large file. */
const MORE_MS_PER_MEGABYTE = 1000;
/** When so many bytes are not wanted any more their worker is ended, which else would go on for long. */
const WORTH_ENDING_BYTES = 8 * 2 ** 20;
/** Two in hand: a worker reads the next batch while it decodes this one. */
const BATCHES_PER_WORKER = 2;

/** Why a worker has no answer: the work took too long, or the worker died. */
export type Interruption = 'too slow' | 'interrupted';

type Slot = {
  readonly worker: Worker;
  readonly decoder: Remote<Decoder>;
  /** Who waits for it, and how many milliseconds each may take. */
  readonly inHand: Map<(end: Interruption) => void, number>;
};

/** Workers that read, hash and decode files; one that hangs or dies is replaced. */
export class WorkerSlots {
  private readonly slots: Slot[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly size: number) {}

  /** Starts those that are not there yet. */
  fill(): void {
    while (this.slots.length < this.size) this.addSlot();
  }

  /**
   * Gives work on so many bytes to the worker that has least to do. Rejects as the work does, or where the signal says stop
   * before a worker takes it. Its time begins when that of what the worker has in hand before it is over.
   */
  async run<T>(
    bytes: number,
    work: (decoder: Remote<Decoder>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | Interruption> {
    const longestMs = LONGEST_DECODE_MS + MORE_MS_PER_MEGABYTE * Math.floor(bytes / 2 ** 20);
    const { promise, resolve, reject } = Promise.withResolvers<T | Interruption>();
    const { slot, beforeMs } = await this.placeFor(resolve, longestMs);
    const giveUp = (end: Interruption) => {
      resolve(end);
      this.retire(slot);
    };
    const abandon = () => {
      if (bytes > WORTH_ENDING_BYTES) giveUp('interrupted');
    };
    const timer = setTimeout(giveUp, beforeMs + longestMs, 'too slow');
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abandon);
      work(slot.decoder).then(resolve, reject);
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abandon);
      slot.inHand.delete(resolve);
      this.waiting.shift()?.();
    }
  }

  /** In the hands of a worker before anybody else chooses: work that comes at once would all go to one worker otherwise. */
  private async placeFor(
    end: (end: Interruption) => void,
    longestMs: number,
  ): Promise<{ readonly slot: Slot; readonly beforeMs: number }> {
    for (;;) {
      const slot = this.leastBusySlot();
      if (slot) {
        const beforeMs = [...slot.inHand.values()].reduce((sum, each) => sum + each, 0);
        slot.inHand.set(end, longestMs);
        return { slot, beforeMs };
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private leastBusySlot(): Slot | undefined {
    const [slot] = [...this.slots].sort((a, b) => a.inHand.size - b.inHand.size);
    if (this.slots.length < this.size && slot?.inHand.size !== 0) return this.addSlot();
    return slot && slot.inHand.size < BATCHES_PER_WORKER ? slot : undefined;
  }

  private addSlot(): Slot {
    const worker = spawnWorker(decodeWorkerUrl, 'axial-decoder');
    const decoder = connect<Decoder>(worker, 'decoder', () => this.retire(slot));
    const slot: Slot = { worker, decoder, inHand: new Map() };
    this.slots.push(slot);
    return slot;
  }

  /** A worker that hangs or died goes; what it had in hand is tried elsewhere. */
  private retire(slot: Slot): void {
    const place = this.slots.indexOf(slot);
    if (place >= 0) this.slots.splice(place, 1);
    slot.worker.terminate();
    for (const end of [...slot.inHand.keys()]) end('interrupted');
  }
}
