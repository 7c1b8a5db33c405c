import { expect, test } from 'vitest';
import { FILE_MARK, frameOf, framesOf } from './frames.ts';

async function back(...values: unknown[]): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const { value } of framesOf(new Blob([FILE_MARK, ...values.map(frameOf)]))) read.push(value);
  return read;
}

test('records come back as they were, buffers and numbers that JSON has not among them', async () => {
  const record = {
    ...{ text: 'a', none: null, list: [1, [2]], nan: Number.NaN, far: Number.NEGATIVE_INFINITY },
    ...{ buffer: Uint8Array.of(1, 2, 3).buffer, floats: Float32Array.of(1.5, -2), grey: Uint8ClampedArray.of(9) },
    part: new Uint8Array(Uint8Array.of(5, 6, 7, 8).buffer, 1, 2),
    odd: { $: 'number', v: '3' },
  };
  const [first, second] = await back(record, 'two');
  expect(first).toEqual(record);
  expect(second).toBe('two');
});

test('what no record holds is not written', () => {
  expect(() => frameOf({ at: new Date() })).toThrow('A Date cannot be moved.');
});

test('a file that is none, cut short or of other lengths is refused', async () => {
  const read = async (file: Blob) => {
    for await (const _ of framesOf(file));
  };
  const whole = new Blob([FILE_MARK, frameOf({ buffer: new ArrayBuffer(8) })]);
  await expect(read(new Blob(['PK']))).rejects.toThrow('no workspace file');
  for (const size of [FILE_MARK.length + 3, whole.size - 1])
    await expect(read(whole.slice(0, size))).rejects.toThrow('damaged or cut short');
  const outside = new TextEncoder().encode(JSON.stringify({ $: 'ArrayBuffer', at: 4, bytes: 100 }));
  await expect(read(new Blob([FILE_MARK, Uint32Array.of(outside.length, 0), outside]))).rejects.toThrow('damaged');
  const unknown = new TextEncoder().encode(JSON.stringify({ $: 'Map', at: 0, bytes: 0 }));
  await expect(read(new Blob([FILE_MARK, Uint32Array.of(unknown.length, 0), unknown]))).rejects.toThrow('damaged');
});
