import { describe, expect, test, vi } from 'vitest';
import { DedupedJob } from './dedupedJob.ts';

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
