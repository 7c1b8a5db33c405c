import * as Comlink from 'comlink';
import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import type { RangedPicture } from '../decoding/volume.ts';
import decodeWorkerUrl from './decode.worker.ts?worker&url';
import { spawnWorker } from './spawnWorker.ts';
import type { Decoder, Handful, NotTakenIn, TakenHandful, Wanted } from './takenIn.ts';
import { unlessAborted } from './unlessAborted.ts';

/** Beyond this a file is refused and its worker replaced, so that no picture can hold up the rest. */
const LONGEST_DECODE_MS = 20_000;
/** Hundreds of slices may be in a large file. */
const MORE_MS_PER_MEGABYTE = 1000;
/** When files of more than 8 MB are not wanted any more their worker is ended, which else would go on for long. */
const WORTH_ENDING_MS = LONGEST_DECODE_MS + 8 * MORE_MS_PER_MEGABYTE;
/** Two in hand: a worker reads the next handful while it decodes this one. */
const HANDFULS_PER_WORKER = 2;
/** Results that may wait for a slower one before them, so that the workers do not. */
const LOOK_AHEAD_PER_WORKER = 4;
/** A file whose worker died is tried once more, because it may have been its neighbour's fault. */
const ATTEMPTS = 2;

const TOO_SLOW = refused('It took too long to decode: the file is damaged, or too large for this device.');
const CRASHED = refused('The picture made the decoder fail.');

/** Why a worker has no answer: the work took too long, or the worker died. */
type Interruption = 'too slow' | 'interrupted';
/** What an answer can be instead; 'unreadable': the files cannot be read together. */
type Failure = Interruption | 'unreadable';
type Seat = {
  readonly worker: Worker;
  readonly decoder: Comlink.Remote<Decoder>;
  /** Who waits for it, and how many milliseconds each may take. */
  readonly inHand: Map<(end: Interruption) => void, number>;
};

/** Items whose files are taken in together. `read` may reject, in words; `eachAlone` tells which of them is at fault. */
export type Load<T> = {
  readonly items: readonly T[];
  readonly read: () => Handful | Promise<Handful>;
  readonly eachAlone?: () => readonly Load<T>[];
};

/** What became of them. */
type TakenItems<T> = TakenHandful & { readonly items: readonly T[] };

/** Workers that read, hash and decode files. */
export class DecoderPool {
  private readonly seats: Seat[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(readonly size = Math.min(4, Math.max(1, navigator.hardwareConcurrency))) {}

  /** Starts the workers, which takes longer than decoding a scan. */
  warmUp(): void {
    while (this.seats.length < this.size) this.addSeat();
  }

  /**
   * Takes loads in some ahead of the one that is yielded, in the order given. Ends when the consumer does, and at once when
   * the signal says so, whatever is in hand.
   */
  async *takeAllIn<T>(
    loads: Iterable<Load<T>>,
    wanted: Wanted,
    signal = new AbortController().signal,
  ): AsyncGenerator<TakenItems<T>> {
    const ahead: Promise<TakenItems<T>[]>[] = [];
    const first = () => unlessAborted(ahead.shift() ?? Promise.resolve([]), signal).catch(() => []);
    for (const load of loads) {
      if (signal.aborted) return;
      ahead.push(this.takeLoadIn(load, wanted, signal));
      if (ahead.length >= this.size * LOOK_AHEAD_PER_WORKER) yield* await first();
    }
    while (ahead.length > 0) yield* await first();
  }

  /** In one piece, or in pieces of one file each. */
  private async takeLoadIn<T>(
    { items, read, eachAlone }: Load<T>,
    wanted: Wanted,
    signal: AbortSignal,
  ): Promise<TakenItems<T>[]> {
    try {
      const files = await read();
      const together = items.length > 1 ? await this.ask(files, wanted, signal) : 'interrupted';
      if (typeof together === 'object') return [{ ...together, items }];
      const alone = await Promise.all(apart(files).map((file) => this.takeInAlone(file, wanted, signal)));
      return alone.map((taken, index) => ({ ...taken, items: items.slice(index, index + 1) }));
    } catch (error) {
      if (items.length > 1 && eachAlone) {
        return (await Promise.all(eachAlone().map((load) => this.takeLoadIn(load, wanted, signal)))).flat();
      }
      const refusal = refused(error instanceof Error ? error.message : String(error));
      return [{ items, results: items.map(() => refusal), originals: null }];
    }
  }

  private async takeInAlone(file: Handful, wanted: Wanted, signal: AbortSignal): Promise<TakenHandful> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const answer = await this.ask(file, wanted, signal);
      if (answer === 'too slow') return { results: [TOO_SLOW], originals: null };
      if (typeof answer === 'object') return answer;
    }
    return { results: [CRASHED], originals: null };
  }

  /** Full-size picture for the eye; rejects with a reason in words. */
  picture(file: Blob, volumes?: VolumeChoice): Promise<ImageBitmap> {
    return this.show(file, (decoder) => decoder.picture(file, volumes));
  }

  /** The same in its own units. */
  viewedPicture(file: Blob, slice: number, volumes?: VolumeChoice): Promise<RangedPicture> {
    return this.show(file, (decoder) => decoder.viewedPicture(file, slice, volumes));
  }

  private async show<T extends object>(file: Blob, work: (decoder: Seat['decoder']) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const picture = await this.hand(longestFor([file.size]), work);
      if (picture === 'too slow') throw new Error(TOO_SLOW.reason);
      if (picture !== 'interrupted') return picture;
    }
    throw new Error(CRASHED.reason);
  }

  private async ask(files: Handful, wanted: Wanted, signal: AbortSignal): Promise<TakenHandful | Failure> {
    const answer = this.hand(longestFor(files.sizes), (decoder) => decoder.takeIn(files, wanted), signal);
    return (await answer.catch(() => 'interrupted' as const)) ?? 'unreadable';
  }

  /**
   * Rejects as the work does, or where the signal says stop before a worker takes it. Its time begins when that of what the
   * worker has in hand before it is over.
   */
  private async hand<T>(
    longestMs: number,
    work: (decoder: Seat['decoder']) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | Interruption> {
    const seat = await this.freeSeat();
    const beforeMs = [...seat.inHand.values()].reduce((sum, each) => sum + each, 0);
    const { promise, resolve, reject } = Promise.withResolvers<T | Interruption>();
    const giveUp = (end: Interruption) => {
      resolve(end);
      this.retire(seat);
    };
    const abandon = () => {
      if (longestMs > WORTH_ENDING_MS) giveUp('interrupted');
    };
    const timer = setTimeout(giveUp, beforeMs + longestMs, 'too slow');
    seat.inHand.set(resolve, longestMs);
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abandon);
      work(seat.decoder).then(resolve, reject);
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abandon);
      seat.inHand.delete(resolve);
      this.waiting.shift()?.();
    }
  }

  private async freeSeat(): Promise<Seat> {
    for (;;) {
      const seat = this.leastBusySeat();
      if (seat) return seat;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private leastBusySeat(): Seat | undefined {
    const [seat] = [...this.seats].sort((a, b) => a.inHand.size - b.inHand.size);
    if (this.seats.length < this.size && seat?.inHand.size !== 0) return this.addSeat();
    return seat && seat.inHand.size < HANDFULS_PER_WORKER ? seat : undefined;
  }

  private addSeat(): Seat {
    const worker = spawnWorker(decodeWorkerUrl, 'axial-decoder');
    const seat: Seat = { worker, decoder: Comlink.wrap<Decoder>(worker), inHand: new Map() };
    worker.addEventListener('error', () => this.retire(seat));
    this.seats.push(seat);
    return seat;
  }

  /** A worker that hangs or died goes; what it had in hand is tried elsewhere. */
  private retire(seat: Seat): void {
    const place = this.seats.indexOf(seat);
    if (place >= 0) this.seats.splice(place, 1);
    seat.worker.terminate();
    for (const end of [...seat.inHand.keys()]) end('interrupted');
  }
}

function refused(reason: string): NotTakenIn {
  return { status: 'refused', reason };
}

function longestFor(sizes: readonly number[]): number {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return LONGEST_DECODE_MS + MORE_MS_PER_MEGABYTE * Math.floor(bytes / 2 ** 20);
}

function apart({ content, sizes }: Handful): Handful[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return { content: content.slice(at - size, at), sizes: [size] };
  });
}
