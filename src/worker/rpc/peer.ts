import { isDebugging } from './debugging.ts';
import { type Endpoint, type Message, Outbox, type SentError } from './outbox.ts';
import { type Callback, type Parcel, pack, type Stub, shareTexts, unpack } from './parcel.ts';
import { transferablesOf } from './transfer.ts';

/**
 * What a thread sees of an object on another one. Each method crosses as a call:
 * - Lists in arguments and answers may be long: they cross in pieces.
 * - An AbortSignal aborts a signal on the other side, once, also where it was aborted before the call.
 * - A function whose key begins with `on` is told things, in order, and answers nothing; all that it is told comes before the
 *   answer of the call. Any other function is asked.
 * - A rejection keeps name, message, code and params (see `UserError`); without a code it gets that of the method.
 */
export type Remote<T> = {
  readonly [Name in keyof T]: T[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

type Call = {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Messages of the other side; 0 until it answers. */
  received: number;
};
type CallMessage = Extract<Message, { kind: 'call' }>;
type AnswerMessage = Extract<Message, { kind: 'answer' }>;

const NOTHING: Parcel = { values: [], stubs: [] };

/** One of the two ends of a connection: they are alike, since callbacks are calls the other way. */
export class Peer {
  private readonly calls = new Map<number, Call>();
  private readonly callbacks = new Map<number, Callback>();
  private readonly controllers = new Map<number, AbortController>();
  /** What has arrived of lists whose message is still to come. */
  private readonly lists = new Map<number, { readonly rows: unknown[]; readonly texts: Map<string, string> }>();
  private lastId = 0;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly own: object = {},
    private readonly name = '',
  ) {
    endpoint.addEventListener('message', ({ data }: MessageEvent<Message>) => this.receive(data));
    endpoint.start?.();
  }

  /** @param target the name of a method there, or the number of a callback */
  call(target: string | number, args: readonly unknown[], outbox = new Outbox(this.endpoint)): Promise<unknown> {
    const startedAt = performance.now();
    const id = this.newId();
    const { parcel, lists, release } = this.packed(args, outbox);
    const answered = new Promise<unknown>((resolve, reject) => {
      this.calls.set(id, { resolve, reject, received: 0 });
      outbox.send({ kind: 'call', id, target, parcel }, lists, transferablesOf(args)).catch(reject);
    });
    return answered.finally(() => {
      if (isDebugging) this.log(target, performance.now() - startedAt, outbox.sent, this.calls.get(id)?.received);
      this.calls.delete(id);
      release();
    });
  }

  /** Rejects every call that waits for an answer. */
  fail(error: Error): void {
    for (const { reject } of this.calls.values()) reject(error);
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'call':
        if (message.id === null) this.listen(message);
        else void this.answer(message, message.id);
        return;
      case 'answer':
        this.settle(message);
        return;
      case 'piece': {
        const list = this.lists.get(message.list) ?? { rows: [] as unknown[], texts: new Map() };
        for (const row of message.rows) {
          shareTexts(row, list.texts);
          list.rows.push(row);
        }
        this.lists.set(message.list, list);
        return;
      }
      case 'abort':
        this.controllers.get(message.signal)?.abort();
    }
  }

  private settle({ id, parcel, error, sent }: AnswerMessage): void {
    const [answer] = unpack(parcel, (stub) => this.takeList(stub.id));
    const call = this.calls.get(id);
    if (!call) return;
    call.received = sent;
    if (error) call.reject(Object.assign(new Error(error.message), error));
    else call.resolve(answer);
  }

  private listen({ target, parcel }: CallMessage): void {
    this.callbacks.get(Number(target))?.(...unpack(parcel, ({ id }) => this.takeList(id)));
  }

  private async answer({ target, parcel }: CallMessage, id: number): Promise<void> {
    const outbox = new Outbox(this.endpoint);
    const signals = parcel.stubs.filter(({ kind }) => kind === 'signal');
    const args = unpack(parcel, (stub) => this.restored(stub, outbox));
    try {
      const answer = await this.methodOf(target)(...args);
      const { parcel, lists } = this.packed([answer], outbox);
      await outbox.send({ kind: 'answer', id, parcel, error: null, sent: 0 }, lists, transferablesOf([answer]));
    } catch (error) {
      await outbox.send({ kind: 'answer', id, parcel: NOTHING, error: sentError(error, target), sent: 0 });
    } finally {
      for (const signal of signals) this.controllers.delete(signal.id);
    }
  }

  private methodOf(target: string | number): Callback {
    const method = typeof target === 'number' ? this.callbacks.get(target) : Reflect.get(this.own, target);
    if (typeof method !== 'function') throw new Error(`There is no ${target} to call.`);
    return method.bind(this.own);
  }

  /** What stands here for a list, a signal or a function of the other side. */
  private restored({ kind, id, path, aborted }: Stub, outbox: Outbox): unknown {
    if (kind === 'list') return this.takeList(id);
    if (kind === 'signal') {
      const controller = new AbortController();
      this.controllers.set(id, controller);
      if (aborted) controller.abort();
      return controller.signal;
    }
    if (!/^on[A-Z]/.test(String(path.at(-1)))) return (...args: readonly unknown[]) => this.call(id, args, outbox);
    return (...args: readonly unknown[]) => {
      const { parcel, lists } = this.packed(args, outbox);
      void outbox.send({ kind: 'call', id: null, target: id, parcel }, lists, transferablesOf(args));
    };
  }

  private takeList(id: number): unknown[] {
    const list = this.lists.get(id);
    this.lists.delete(id);
    return list?.rows ?? [];
  }

  private packed(values: readonly unknown[], outbox: Outbox) {
    const lists: (readonly [number, readonly unknown[]])[] = [];
    const releases: (() => void)[] = [];
    const parcel = pack(values, (found) => {
      const id = this.newId();
      if (found instanceof AbortSignal) {
        const abort = () => void outbox.send({ kind: 'abort', signal: id });
        found.addEventListener('abort', abort);
        releases.push(() => found.removeEventListener('abort', abort));
      } else if (typeof found === 'function') {
        this.callbacks.set(id, found);
        releases.push(() => this.callbacks.delete(id));
      } else lists.push([id, found]);
      return id;
    });
    return { parcel, lists, release: () => releases.forEach((each) => void each()) };
  }

  private newId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  private log(target: string | number, ms: number, sent: number, received = 0): void {
    console.debug(`${this.name}.${target}: ${Math.round(ms)} ms, messages sent: ${sent}, received: ${received}`);
  }
}

/** What has no code of its own gets that of the method which failed first: 'import-model'. */
function sentError(thrown: unknown, target: string | number): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack = '' } = error;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const code = own ?? String(target).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { name, message, stack, code, ...('params' in error ? { params: error.params } : {}) };
}
