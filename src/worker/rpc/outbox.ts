import { yieldToEventLoop } from '../../dataset/yieldToEventLoop.ts';
import { type Parcel, piecesOf } from './parcel.ts';

/** What crosses between two threads. `sent`: how many messages of the answering side the call has taken; the outbox fills it in. */
export type Message =
  /** Without an `id` no answer is wanted. */
  | { readonly kind: 'call'; readonly id: number | null; readonly target: string | number; readonly parcel: Parcel }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly parcel: Parcel;
      readonly error: SentError | null;
      readonly sent: number;
    }
  | { readonly kind: 'piece'; readonly list: number; readonly rows: readonly unknown[] }
  | { readonly kind: 'abort'; readonly signal: number };

/** What crosses of an error. */
export type SentError = Pick<Error, 'name' | 'message' | 'stack'> & {
  readonly code: string;
  readonly params?: unknown;
};

/** A worker as its owner sees it, the global scope of a worker, or a port. */
export type Endpoint = Pick<Worker, 'addEventListener' | 'postMessage'> & { start?(): void };

/**
 * Sends the messages of one call in their order. Long lists go ahead of their message in pieces, each in a task of its own: in
 * one they would hold a thread up. Other calls do not wait for them.
 */
export class Outbox {
  /** Messages. */
  sent = 0;
  private last: Promise<void> | null = null;

  constructor(private readonly endpoint: Endpoint) {}

  /** At once where nothing of this call is still being sent. Rejects where the message cannot be cloned. */
  send(
    message: Message,
    lists: readonly (readonly [id: number, list: readonly unknown[]])[] = [],
    transfer: Transferable[] = [],
  ): Promise<void> {
    if (this.last === null && lists.length === 0) {
      return new Promise((resolve) => resolve(this.post(message, transfer)));
    }
    const sending = (this.last ?? Promise.resolve()).then(async () => {
      for (const [list, all] of lists) {
        for (const rows of piecesOf(all)) {
          this.post({ kind: 'piece', list, rows });
          await yieldToEventLoop();
        }
      }
      this.post(message, transfer);
    });
    const last = sending
      .catch(() => {}) // whoever sent it is told
      .then(() => {
        if (this.last === last) this.last = null;
      });
    this.last = last;
    return sending;
  }

  private post(message: Message, transfer: Transferable[] = []): void {
    this.sent += 1;
    this.endpoint.postMessage('sent' in message ? { ...message, sent: this.sent } : message, transfer);
  }
}
