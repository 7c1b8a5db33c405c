import { describe, expect, test, vi } from 'vitest';
import { DedupedJob, RememberedJob } from './dedupedJob.ts';

/** Work that ends when the test says so. */
function workInHand() {
  const begun: { key: string; tell: (progress: number) => void; signal: AbortSignal; end: (result: string) => void }[] =
    [];
  const work = new DedupedJob((key: string, tell: (progress: number) => void, signal) => {
    return new Promise<string>((end) => begun.push({ key, tell, signal, end }));
  });
  return { work, begun };
}

describe('work that several wait for', () => {
  test('is done once, and all hear how far it is', async () => {
    const { work, begun } = workInHand();
    const [first, second] = [vi.fn(), vi.fn()];
    const both = Promise.all([work.of('a', first), work.of('a', second)]);
    begun[0]?.tell(7);
    begun[0]?.end('done');
    expect(await both).toEqual(['done', 'done']);
    expect([first.mock.calls, second.mock.calls]).toEqual([[[7]], [[7]]]);
    expect(begun).toHaveLength(1);
  });

  test('goes on while one still waits, and ends when nobody does', async () => {
    const { work, begun } = workInHand();
    const [first, second] = [new AbortController(), new AbortController()];
    const left = work.of('a', () => {}, first.signal);
    const right = work.of('a', () => {}, second.signal);
    first.abort();
    await expect(left).rejects.toThrow(/abort/i);
    expect(begun[0]?.signal.aborted).toBe(false);
    second.abort();
    await expect(right).rejects.toThrow(/abort/i);
    expect(begun[0]?.signal.aborted).toBe(true);
  });

  test('is ended for everyone by a stop, and begun anew by whoever asks then', async () => {
    const { work, begun } = workInHand();
    const stopped = work.of('a');
    work.stop();
    await expect(stopped).rejects.toThrow(/abort/i);
    const again = work.of('a');
    begun[1]?.end('done');
    expect(await again).toBe('done');
    expect(begun).toHaveLength(2);
  });

  test('is other work for another key', async () => {
    const { work, begun } = workInHand();
    const both = Promise.all([work.of('a'), work.of('b')]);
    for (const { key, end } of begun) end(`done ${key}`);
    expect(await both).toEqual(['done a', 'done b']);
  });
});

describe('work whose last answer is kept', () => {
  test('is done once for a key, and again after another key', async () => {
    const asked: string[] = [];
    const work = new RememberedJob(
      async ({ name }: { readonly name: string }) => `answer ${asked.push(name)}`,
      ({ name }) => name,
    );
    const answers = [];
    for (const name of ['a', 'a', 'b', 'b', 'a']) answers.push(await work.of({ name }));
    expect(answers).toEqual(['answer 1', 'answer 1', 'answer 2', 'answer 2', 'answer 3']);
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  test('is done once for two that wait at a time, and keeps no failure', async () => {
    let asked = 0;
    const work = new RememberedJob(
      async (_: string) => {
        asked++;
        if (asked === 1) throw new Error('not yet');
        return asked;
      },
      (request) => request,
    );
    const both = await Promise.allSettled([work.of('a'), work.of('a')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([asked, await work.of('a')]).toEqual([1, 2]);
  });

  test('belongs to the state in which it began, not to that in which it ended', async () => {
    let state = 'before';
    const work = new RememberedJob(
      async (_: string) => {
        const seen = state;
        state = 'after';
        return seen;
      },
      (request) => `${request} ${state}`,
    );
    expect([await work.of('a'), await work.of('a')]).toEqual(['before', 'after']);
  });
});
