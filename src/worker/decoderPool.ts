import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import { DecoderSeats, type Interruption } from './decoderSeats.ts';
import type { ViewedPicture } from './protocol.ts';
import { raceAbort } from './raceAbort.ts';
import type { Remote } from './rpc/peer.ts';
import type { Decoder, Handful, NotTakenIn, TakenHandful, Wanted } from './takenIn.ts';

/** Results that may wait for a slower one before them, so that the workers do not. */
const LOOK_AHEAD_PER_WORKER = 4;
/** A file whose worker died is tried once more, because it may have been its neighbour's fault. */
const ATTEMPTS = 2;

const TOO_SLOW = refused('It took too long to decode: the file is damaged, or too large for this device.');
const CRASHED = refused('The picture made the decoder fail.');

/** What an answer can be instead; 'unreadable': the files cannot be read together. */
type Failure = Interruption | 'unreadable';

/** Items whose files are taken in together. `read` may reject, in words; `eachAlone` tells which of them is at fault. */
export type Load<T> = {
  readonly items: readonly T[];
  readonly read: () => Handful | Promise<Handful>;
  readonly eachAlone?: () => readonly Load<T>[];
};

/** What became of them. */
type TakenItems<T> = TakenHandful & { readonly items: readonly T[] };

/** Takes in files, several at a time. */
export class DecoderPool {
  private readonly seats: DecoderSeats;

  constructor(readonly size = Math.min(4, Math.max(1, navigator.hardwareConcurrency))) {
    this.seats = new DecoderSeats(size);
  }

  /** Starts the workers, which takes longer than decoding a scan. */
  warmUp(): void {
    this.seats.fill();
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
    const first = () => raceAbort(ahead.shift() ?? Promise.resolve([]), signal).catch(() => []);
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
  viewedPicture(file: Blob, slice: number, volumes?: VolumeChoice): Promise<ViewedPicture> {
    return this.show(file, (decoder) => decoder.viewedPicture(file, slice, volumes));
  }

  private async show<T extends object>(file: Blob, work: (decoder: Remote<Decoder>) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const picture = await this.seats.hand(file.size, work);
      if (picture === 'too slow') throw new Error(TOO_SLOW.reason);
      if (picture !== 'interrupted') return picture;
    }
    throw new Error(CRASHED.reason);
  }

  private async ask(files: Handful, wanted: Wanted, signal: AbortSignal): Promise<TakenHandful | Failure> {
    const bytes = files.sizes.reduce((sum, size) => sum + size, 0);
    const answer = this.seats.hand(bytes, (decoder) => decoder.takeIn(files, wanted), signal);
    return (await answer.catch(() => 'interrupted' as const)) ?? 'unreadable';
  }
}

function refused(reason: string): NotTakenIn {
  return { status: 'refused', reason };
}

function apart({ content, sizes }: Handful): Handful[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return { content: content.slice(at - size, at), sizes: [size] };
  });
}
