import { codedFrom, type UserError } from '../../dataset/userError.ts';
import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import type { PlainDecodingCode } from '../../decoding/messages.ts';
import type { ViewedPicture } from '../jobs/view/viewProtocol.ts';
import { raceAbort } from '../raceAbort.ts';
import type { Remote } from '../rpc/peer.ts';
import type { BatchResult, DecodeFailure, Decoder, FileBatch, Wanted } from './decodeResult.ts';
import { type Interruption, WorkerSlots } from './workerSlots.ts';

/** Results that may wait for a slower one before them, so that the workers do not. */
const LOOK_AHEAD_PER_WORKER = 4;
/** A file whose worker died is tried once more, because it may have been its neighbour's fault. */
const ATTEMPTS = 2;

const TOO_SLOW = 'decoder-too-slow';
const CRASHED = 'decoder-crashed';

/** What an answer can be instead; 'unreadable': the files cannot be read together. */
type Failure = Interruption | 'unreadable';

/** Items whose files are decoded together. `read` may reject, in words; `eachAlone` tells which of them is at fault. */
export type BatchSource<T> = {
  readonly items: readonly T[];
  readonly read: () => FileBatch | Promise<FileBatch>;
  readonly eachAlone?: () => readonly BatchSource<T>[];
};

/** What became of them. */
type DecodedItems<T> = BatchResult & { readonly items: readonly T[] };

/** Decodes files, several at a time. */
export class DecodePool {
  private readonly slots: WorkerSlots;

  constructor(readonly size = Math.min(4, Math.max(1, navigator.hardwareConcurrency))) {
    this.slots = new WorkerSlots(size);
  }

  /** Starts the workers, which takes longer than decoding a scan. */
  warmUp(): void {
    this.slots.fill();
  }

  /**
   * Decodes some batches ahead of the one that is yielded, in the order given. Ends when the consumer does, and at once when
   * the signal says so, whatever is in hand.
   */
  async *decodeAll<T>(
    batches: Iterable<BatchSource<T>>,
    wanted: Wanted,
    signal = new AbortController().signal,
  ): AsyncGenerator<DecodedItems<T>> {
    const ahead: Promise<DecodedItems<T>[]>[] = [];
    const first = () => raceAbort(ahead.shift() ?? Promise.resolve([]), signal).catch(() => []);
    for (const batch of batches) {
      if (signal.aborted) return;
      ahead.push(this.decodeBatch(batch, wanted, signal));
      if (ahead.length >= this.size * LOOK_AHEAD_PER_WORKER) yield* await first();
    }
    while (ahead.length > 0) yield* await first();
  }

  /** In one piece, or in pieces of one file each. */
  private async decodeBatch<T>(
    { items, read, eachAlone }: BatchSource<T>,
    wanted: Wanted,
    signal: AbortSignal,
  ): Promise<DecodedItems<T>[]> {
    try {
      const files = await read();
      const inOne = items.length > 1 ? await this.ask(files, wanted, signal) : 'interrupted';
      if (typeof inOne === 'object') return [{ ...inOne, items }];
      const alone = await Promise.all(apart(files).map((file) => this.decodeAlone(file, wanted, signal)));
      return alone.map((taken, index) => ({ ...taken, items: items.slice(index, index + 1) }));
    } catch (error) {
      if (items.length > 1 && eachAlone) {
        return (await Promise.all(eachAlone().map((batch) => this.decodeBatch(batch, wanted, signal)))).flat();
      }
      const refusal: DecodeFailure = { status: 'refused', ...codedFrom(error) };
      return [{ items, results: items.map(() => refusal), originals: null }];
    }
  }

  private async decodeAlone(file: FileBatch, wanted: Wanted, signal: AbortSignal): Promise<BatchResult> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const answer = await this.ask(file, wanted, signal);
      if (answer === 'too slow') return refused(TOO_SLOW);
      if (typeof answer === 'object') return answer;
    }
    return refused(CRASHED);
  }

  /** Full-size image for the eye; rejects with a reason in words. */
  picture(file: Blob, volumes?: VolumeChoice): Promise<ImageBitmap> {
    return this.show(file, (decoder) => decoder.picture(file, volumes));
  }

  /** The same in its own units. */
  viewedPicture(file: Blob, slice: number, volumes?: VolumeChoice): Promise<ViewedPicture> {
    return this.show(file, (decoder) => decoder.viewedPicture(file, slice, volumes));
  }

  private async show<T extends object>(file: Blob, work: (decoder: Remote<Decoder>) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const picture = await this.slots.run(file.size, work);
      if (picture === 'too slow') throw await errorOf(TOO_SLOW);
      if (picture !== 'interrupted') return picture;
    }
    throw await errorOf(CRASHED);
  }

  private async ask(files: FileBatch, wanted: Wanted, signal: AbortSignal): Promise<BatchResult | Failure> {
    const bytes = files.sizes.reduce((sum, size) => sum + size, 0);
    const answer = this.slots.run(bytes, (decoder) => decoder.decode(files, wanted), signal);
    return (await answer.catch(() => 'interrupted' as const)) ?? 'unreadable';
  }
}

function refused(code: PlainDecodingCode): BatchResult {
  return { results: [{ status: 'refused', code, params: {} }], originals: null };
}

/** Its sentence is fetched where it is needed: seldom. */
async function errorOf(code: PlainDecodingCode): Promise<UserError> {
  const { decodingError } = await import('../../decoding/messages.ts');
  return decodingError(code);
}

function apart({ content, sizes }: FileBatch): FileBatch[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return { content: content.slice(at - size, at), sizes: [size] };
  });
}
