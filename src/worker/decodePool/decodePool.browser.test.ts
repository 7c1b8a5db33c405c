import { expect, test, vi } from 'vitest';
import { inWords } from '../../dataset/userError.ts';
import { yieldToEventLoop } from '../../dataset/yieldToEventLoop.ts';
import { DecodePool } from './decodePool.ts';
import { WorkerSlots } from './workerSlots.ts';

const wanted = { pixels: null, fingerprint: false, imageStatistics: false, thumbnail: null, originals: true };

async function picture(shade: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(20, 30);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.fillStyle = `rgb(${shade} ${shade} ${shade})`;
  pen.fillRect(0, 0, 20, 30);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Status of each item, and the bytes that came back for those that were decoded. */
async function takeIn(content: Blob, sizes: readonly number[]) {
  const ends: Record<string, readonly [status: string, bytes: number]> = {};
  const load = { items: sizes.map((_, i) => `file ${i}`), read: () => ({ content, sizes }) };
  for await (const { items, results, originals } of new DecodePool(1).decodeAll([load], wanted)) {
    items.forEach((item, i) => {
      ends[item] = [results[i]?.status ?? 'lost', originals?.byteLength ?? 0];
    });
  }
  return ends;
}

test('files that are taken in together come back together, with their bytes', async () => {
  const [a, b] = [await picture(10), await picture(200)];
  const all = a.size + 5 + b.size;
  expect(await takeIn(new Blob([a, 'hello', b]), [a.size, 5, b.size])).toEqual({
    'file 0': ['decoded', all],
    'file 1': ['refused', all],
    'file 2': ['decoded', all],
  });
});

test('a file that cannot be read to its end costs none of those beside it', async () => {
  const [a, b] = [await picture(10), await picture(200)];
  expect(await takeIn(new Blob([a, b]), [a.size, b.size + 7])).toEqual({
    'file 0': ['decoded', a.size],
    'file 1': ['refused', 0],
  });
});

test('where the files cannot be had at all each is refused with the reason', async () => {
  const load = { items: ['x', 'y'], read: () => Promise.reject(new Error('its file is missing')) };
  const taken = [];
  for await (const each of new DecodePool(1).decodeAll([load], wanted)) taken.push(each);
  expect(taken.flatMap(({ results }) => results)).toEqual([
    { status: 'refused', ...inWords('its file is missing') },
    { status: 'refused', ...inWords('its file is missing') },
  ]);
});

test('a stop waits for nothing that is in hand, and takes no more', async () => {
  const stopping = new AbortController();
  const reads: string[] = [];
  const load = (name: string) => ({
    items: [name],
    read: () => {
      reads.push(name);
      return new Promise<never>(() => {}); // a disk that does not answer
    },
  });
  const taken: unknown[] = [];
  const taking = (async () => {
    const loads = Array.from({ length: 9 }, (_, i) => load(`file ${i}`));
    for await (const each of new DecodePool(1).decodeAll(loads, wanted, stopping.signal)) taken.push(each);
  })();
  stopping.abort();
  await taking;
  expect(taken).toEqual([]);
  expect(reads.length).toBeLessThan(9);
});

test('a picture whose worker dies is decoded by the next one', async () => {
  const workers: Worker[] = [];
  const Spawned = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Spawned {
      constructor(...how: ConstructorParameters<typeof Worker>) {
        super(...how);
        workers.push(this);
      }
    },
  );
  const shown = new DecodePool(1).picture(await picture(10));
  await yieldToEventLoop();
  workers[0]?.dispatchEvent(new ErrorEvent('error'));
  expect(await shown).toMatchObject({ width: 20, height: 30 });
  expect(workers).toHaveLength(2);
  vi.unstubAllGlobals();
});

test('a stop ends the worker that has a large file in hand, and the pool goes on with another', async () => {
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  const pool = new DecodePool(1);
  const taking = async (content: Blob, signal?: AbortSignal) => {
    const statuses: string[] = [];
    const load = { items: ['x'], read: () => ({ content, sizes: [content.size] }) };
    for await (const { results } of pool.decodeAll([load], wanted, signal)) statuses.push(...results.map(statusOf));
    return statuses;
  };
  const stopping = new AbortController();
  const stopped = taking(new Blob([new Uint8Array(9 * 2 ** 20)]), stopping.signal);
  await yieldToEventLoop();
  expect(ended).not.toHaveBeenCalled();
  stopping.abort();
  expect(await stopped).toEqual([]);
  expect(ended).toHaveBeenCalledTimes(1);
  expect(await taking(await picture(10))).toEqual(['decoded']);
  vi.restoreAllMocks();
});

const statusOf = ({ status }: { readonly status: string }) => status;

test('work that comes at once is shared among the workers', async () => {
  const slots = new WorkerSlots(2);
  const taken: unknown[] = [];
  await Promise.all(Array.from({ length: 4 }, () => slots.run(1, async (decoder) => taken.push(decoder))));
  expect(new Set(taken).size).toBe(2);
  expect(taken.filter((decoder) => decoder === taken[0])).toHaveLength(2);
});
