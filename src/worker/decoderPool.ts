import * as Comlink from 'comlink';
import decodeWorkerUrl from './decode.worker.ts?worker&url';
import { spawnWorker } from './spawnWorker.ts';
import type { Decoder, NotTakenIn, TakenIn, Wanted } from './takenIn.ts';

/** Beyond this a file is refused and its worker replaced, so that no picture can hold up the rest. */
const LONGEST_DECODE_MS = 20_000;
/** Two in hand: a worker reads the next file while it decodes this one. */
const FILES_PER_WORKER = 2;
/** Results that may wait for a slower one before them, so that the workers do not. */
const LOOK_AHEAD_PER_WORKER = 12;
/** A file whose worker died is tried once more, because it may have been its neighbour's fault. */
const ATTEMPTS = 2;

const TOO_SLOW = refused(`The picture could not be decoded within ${LONGEST_DECODE_MS / 1000} seconds.`);
const CRASHED = refused('The picture made the decoder fail.');

type Answer = TakenIn | NotTakenIn;
type Settle = (answer: Answer | 'interrupted') => void;
type Seat = { readonly worker: Worker; readonly decoder: Comlink.Remote<Decoder>; readonly inHand: Set<Settle> };

/** Workers that read, hash and decode files. */
export class DecoderPool {
  private readonly seats: Seat[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly size = Math.min(4, Math.max(1, navigator.hardwareConcurrency))) {}

  /** Takes files in some ahead of the one that is yielded, in the order given. Stops when the consumer does. */
  async *takeAllIn<T>(
    files: Iterable<T>,
    blobOf: (file: T) => Blob | Promise<Blob>,
    wanted: Wanted,
  ): AsyncGenerator<[T, Answer]> {
    const ahead: Promise<[T, Answer]>[] = [];
    const lookAhead = this.size * LOOK_AHEAD_PER_WORKER;
    for (const file of files) {
      const answer = Promise.resolve(blobOf(file)).then((blob) => this.takeIn(blob, wanted), refusedFor);
      ahead.push(answer.then((taken) => [file, taken]));
      if (ahead.length < lookAhead) continue;
      const next = ahead.shift();
      if (next) yield await next;
    }
    for (const next of ahead) yield await next;
  }

  async takeIn(file: Blob, wanted: Wanted): Promise<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const seat = await this.freeSeat();
      const answer = await this.ask(seat, (decoder) => decoder.takeIn(file, wanted));
      if (answer !== 'interrupted') return answer;
    }
    return CRASHED;
  }

  /** Full-size picture for the eye; rejects with a reason in words. */
  async picture(file: Blob): Promise<ImageBitmap> {
    const seat = await this.freeSeat();
    return seat.decoder.picture(file);
  }

  private ask(
    seat: Seat,
    request: (decoder: Comlink.Remote<Decoder>) => Promise<Answer>,
  ): Promise<Answer | 'interrupted'> {
    return new Promise((resolve) => {
      const settle: Settle = (answer) => {
        clearTimeout(timer);
        seat.inHand.delete(settle);
        resolve(answer);
        this.waiting.shift()?.();
      };
      const timer = setTimeout(() => {
        settle(TOO_SLOW);
        this.retire(seat);
      }, LONGEST_DECODE_MS);
      seat.inHand.add(settle);
      request(seat.decoder).then(settle, (error) => settle(refusedFor(error)));
    });
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
    return seat && seat.inHand.size < FILES_PER_WORKER ? seat : undefined;
  }

  private addSeat(): Seat {
    const worker = spawnWorker(decodeWorkerUrl, 'axial-decoder');
    const seat: Seat = { worker, decoder: Comlink.wrap<Decoder>(worker), inHand: new Set() };
    worker.addEventListener('error', () => this.retire(seat));
    this.seats.push(seat);
    return seat;
  }

  /** A worker that hangs or died goes; what it had in hand is tried elsewhere. */
  private retire(seat: Seat): void {
    const place = this.seats.indexOf(seat);
    if (place >= 0) this.seats.splice(place, 1);
    seat.worker.terminate();
    for (const settle of [...seat.inHand]) settle('interrupted');
  }
}

function refused(reason: string): NotTakenIn {
  return { status: 'refused', reason };
}

function refusedFor(error: unknown): NotTakenIn {
  return refused(error instanceof Error ? error.message : String(error));
}
