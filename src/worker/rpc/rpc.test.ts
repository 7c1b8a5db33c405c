import { afterEach, describe, expect, test } from 'vitest';
import { UserError } from '../../dataset/userError.ts';
import { connect } from './connect.ts';
import type { Endpoint, Message } from './outbox.ts';
import { serve } from './serve.ts';
import { transfer } from './transfer.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Serves an object on the other side of a real channel; `crossed`: every message, either way. */
function across<T extends object>(own: T) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const crossed: Message[] = [];
  const spied = (port: MessagePort): Endpoint => ({
    addEventListener: port.addEventListener.bind(port),
    postMessage: (message: Message, transferred: unknown) => {
      crossed.push(message);
      port.postMessage(message, transferred as Transferable[]);
    },
    start: () => port.start(),
  });
  serve(own, spied(port2));
  const failures: string[] = [];
  const there = connect<T>(spied(port1), 'test', (reason) => failures.push(reason));
  const die = (message: string) => port1.dispatchEvent(Object.assign(new Event('error'), { message }));
  return { there, crossed, failures, die };
}

const pieces = (crossed: readonly Message[]) =>
  crossed.flatMap((message) => (message.kind === 'piece' ? [message.rows.length] : []));
const kinds = (crossed: readonly Message[]) => crossed.map(({ kind }) => kind);

describe('a call', () => {
  test('has the answer of the method, and takes one message each way', async () => {
    const { there, crossed } = across({ add: (a: number, b: number) => a + b });
    expect(await there.add(20, 3)).toBe(23);
    expect(kinds(crossed)).toEqual(['call', 'answer']);
  });

  test('a rejection without a code has that of the method that failed first', async () => {
    const { there: inner } = across({ readFile: (): Promise<void> => Promise.reject(new Error('It is gone.')) });
    await expect(inner.readFile()).rejects.toMatchObject({ message: 'It is gone.', code: 'read-file' });
    const { there: outer } = across({ importAll: () => inner.readFile() });
    await expect(outer.importAll()).rejects.toMatchObject({ code: 'read-file' });
  });

  test('rejects with name, message, code and params of what was thrown', async () => {
    const { there } = across({
      read: () => Promise.reject(Object.assign(new TypeError('The disk is full.'), { code: 'disk-full' })),
      refuse: () => Promise.reject(new UserError('too-long', { most: 9 }, 'It is too long.')),
      odd: () => Promise.reject('a text'),
    });
    await expect(there.read()).rejects.toMatchObject({
      name: 'TypeError',
      message: 'The disk is full.',
      code: 'disk-full',
    });
    await expect(there.read()).rejects.toBeInstanceOf(Error);
    await expect(there.refuse()).rejects.toMatchObject({ name: 'UserError', code: 'too-long', params: { most: 9 } });
    await expect(there.odd()).rejects.toThrow('a text');
  });

  test('rejects where its arguments or its answer cannot be cloned, and where there is no such method', async () => {
    const { there } = across({ take: (_: unknown) => new WeakMap<object, object>() });
    await expect(there.take([() => 1])).rejects.toThrow(/could not be cloned/);
    await expect(there.take(1)).rejects.toThrow(/could not be cloned/);
    const { there: other } = across({} as { gone(): void });
    await expect(other.gone()).rejects.toThrow('There is no gone to call.');
  });

  test('hands over what is marked so, and copies the rest', async () => {
    const answered: ArrayBuffer[] = [];
    const swap = ({ buffer }: { buffer: ArrayBuffer }) => {
      answered.push(buffer);
      return transfer({ buffer }, [buffer]);
    };
    const { there } = across({ swap });
    const kept = { buffer: new ArrayBuffer(4) };
    await there.swap(kept);
    expect(kept.buffer.byteLength).toBe(4);
    const given = { buffer: new ArrayBuffer(8) };
    const { buffer } = await there.swap(transfer(given, [given.buffer]));
    expect(given.buffer.byteLength).toBe(0);
    expect(buffer.byteLength).toBe(8);
    expect(answered.map(({ byteLength }) => byteLength)).toEqual([0, 0]);
  });
});

describe('a long list', () => {
  const rows = Array.from({ length: 2500 }, (_, index) => ({ index }));

  test('crosses in pieces, in order, wherever it is in arguments and answers', async () => {
    const { there, crossed } = across({ echo: (asked: { deep: { rows: readonly { index: number }[] } }) => [asked] });
    const asked = { deep: { rows, other: [1, 2] } };
    expect(await there.echo(asked)).toEqual([asked]);
    expect(pieces(crossed)).toEqual([1000, 1000, 500]);
    expect(asked.deep.rows).toBe(rows);
  });

  test('comes back in pieces too', async () => {
    const { there, crossed } = across({ echo: (list: readonly { index: number }[]) => ({ list, again: list }) });
    expect(await there.echo(rows)).toEqual({ list: rows, again: rows });
    expect(pieces(crossed)).toEqual([1000, 1000, 500, 1000, 1000, 500, 1000, 1000, 500]);
  });

  test('of files is cut into smaller pieces, and a short one is not cut', async () => {
    const { there, crossed } = across({ count: (list: readonly unknown[]) => list.length });
    const files = Array.from({ length: 250 }, (_, index) => ({ path: `${index}`, file: new Blob(['x']) }));
    expect(await there.count([{ path: 'in a zip' }, ...files])).toBe(251);
    expect(pieces(crossed)).toEqual([100, 100, 51]);
    expect(await there.count(rows.slice(0, 1000))).toBe(1000);
    expect(await there.count(files.slice(0, 100))).toBe(100);
    expect(pieces(crossed)).toHaveLength(3);
  });

  test('holds up no other call, and the thread that sends it does other things between its pieces', async () => {
    const { there, crossed } = across({ take: (list: readonly unknown[]) => list.length, add: (a: number) => a + 1 });
    const long = there.take(rows);
    expect(await there.add(1)).toBe(2);
    expect(await long).toBe(2500);
    expect(kinds(crossed).indexOf('answer')).toBeLessThan(kinds(crossed).lastIndexOf('piece'));
  });
});

describe('an abort signal', () => {
  function waiting() {
    const aborts: string[] = [];
    let start = () => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const job = async (_: readonly unknown[], { signal }: { signal: AbortSignal }) => {
      signal.addEventListener('abort', () => aborts.push('abort'));
      start();
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return `aborted: ${signal.aborted}`;
    };
    return { aborts, started, ...across({ job }) };
  }

  test('aborts one on the other side, once', async () => {
    const { there, aborts, started, crossed } = waiting();
    const controller = new AbortController();
    const job = there.job([], { signal: controller.signal });
    await started;
    controller.abort();
    controller.abort();
    expect(await job).toBe('aborted: true');
    expect(aborts).toEqual(['abort']);
    expect(kinds(crossed)).toEqual(['call', 'abort', 'answer']);
  });

  test('that was aborted before the call is aborted there from the start', async () => {
    const { there, aborts, crossed } = waiting();
    expect(await there.job([], { signal: AbortSignal.abort() })).toBe('aborted: true');
    expect(aborts).toEqual([]);
    expect(kinds(crossed)).toEqual(['call', 'answer']);
  });

  test('that is aborted while the arguments are on their way stops the job all the same', async () => {
    const { there, crossed } = waiting();
    const controller = new AbortController();
    const job = there.job(Array(2500).fill({}), { signal: controller.signal });
    controller.abort();
    expect(await job).toBe('aborted: true');
    expect(kinds(crossed)).toEqual(['piece', 'piece', 'piece', 'call', 'abort', 'answer']);
  });

  test('aborts nothing any more when the call has ended', async () => {
    const { there, crossed } = across({ job: (_: { signal: AbortSignal }) => 'done' });
    const controller = new AbortController();
    await there.job({ signal: controller.signal });
    controller.abort();
    expect(kinds(crossed)).toEqual(['call', 'answer']);
  });
});

describe('a callback', () => {
  test('hears everything in order before the call is answered, without answers of its own', async () => {
    const job = async ({ onRows }: { onRows: (rows: readonly number[], last: boolean) => void }) => {
      onRows([1], false);
      // Longer than a message: what comes after it waits.
      onRows(Array(40_001).fill(2), false);
      onRows([3], true);
      return 'done';
    };
    const { there, crossed } = across({ job });
    const heard: unknown[] = [];
    const onRows = (rows: readonly number[], last: boolean) => heard.push([rows.length, rows[0], last]);
    const answer = there.job({ onRows }).then((done) => heard.push(done));
    await answer;
    expect(heard).toEqual([[1, 1, false], [40_001, 2, false], [1, 3, true], 'done']);
    expect(kinds(crossed)).toEqual(['call', 'call', 'piece', 'piece', 'piece', 'call', 'call', 'answer']);
  });

  test('hears everything before the call is rejected, too, and nothing afterwards', async () => {
    let later = (_: string) => {};
    const job = async ({ onWord }: { onWord: (word: string) => void }) => {
      onWord('one');
      later = onWord;
      throw new Error('The disk is full.');
    };
    const { there } = across({ job, ping: () => 'pong' });
    const heard: string[] = [];
    await expect(there.job({ onWord: (word) => heard.push(word) })).rejects.toThrow('The disk is full.');
    later('two');
    await there.ping();
    expect(heard).toEqual(['one']);
  });

  test('whose key does not begin with "on" is asked', async () => {
    const job = async ({ wants }: { wants: (count: number) => boolean | Promise<boolean> }) => [
      await wants(1),
      await wants(2),
    ];
    const { there } = across({ job });
    expect(await there.job({ wants: (count) => count > 1 })).toEqual([false, true]);
    const failing = there.job({ wants: () => Promise.reject(new Error('asked in vain')) });
    await expect(failing).rejects.toThrow('asked in vain');
  });
});

test('a thread that dies rejects every call that waits for it, after its owner has heard', async () => {
  const { there, failures, die } = across({ never: () => new Promise<void>(() => {}) });
  const calls = [there.never(), there.never()];
  die('Out of memory.');
  expect(failures).toEqual(['Out of memory.']);
  for (const call of calls) await expect(call).rejects.toThrow('Out of memory.');
});
