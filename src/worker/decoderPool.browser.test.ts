import { expect, test } from 'vitest';
import { DecoderPool } from './decoderPool.ts';

const wanted = { pixels: null, fingerprint: false, facts: false, thumbnail: false, originals: true };

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
  for await (const { items, results, originals } of new DecoderPool(1).takeAllIn([load], wanted)) {
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
  for await (const each of new DecoderPool(1).takeAllIn([load], wanted)) taken.push(each);
  expect(taken.flatMap(({ results }) => results)).toEqual([
    { status: 'refused', reason: 'its file is missing' },
    { status: 'refused', reason: 'its file is missing' },
  ]);
});
