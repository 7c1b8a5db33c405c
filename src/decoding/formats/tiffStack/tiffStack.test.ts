import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { containerFile, EXPECTED_CONTAINERS, sha1OfFloats } from '../../containers.fixture.ts';
import { decodeImage } from '../../decode.ts';
import { type FileSlice, readStoredSlice, slicesOf, writeStoredSlice } from '../../slices/storedSlice.ts';
import { formatOf } from '../../sniff.ts';

// Files by Pillow 12.3 (libtiff) and tifffile 2026.3, whose values are expected: see `e2e/data/containers.py`.

const STACKS = Object.keys(EXPECTED_CONTAINERS).filter((name) => name.startsWith('stack'));

const slices = async (name: string) => slicesIn(await containerFile(name));

async function slicesIn(bytes: Uint8Array<ArrayBuffer>) {
  const format = await formatOf(bytes);
  if (format?.holds !== 'slices') throw new Error('It holds no slices.');
  const found: FileSlice[] = [];
  for await (const slice of slicesOf(bytes, format, 'all')) found.push(slice);
  return found;
}

describe.each(STACKS)('%s', (name) => {
  test('is a slice for each page, with the values that it should have', async () => {
    const found = await slices(name);
    const sums = await Promise.all(
      found.map(async ({ position, values }) => [String(position), await sha1OfFloats(values)] as const),
    );
    expect(Object.fromEntries(sums)).toEqual(EXPECTED_CONTAINERS[name]);
  });

  test('is of one subject and one series, under one window, and is stored', async () => {
    const found = await slices(name);
    expect(new Set(found.map(({ subject }) => subject?.id)).size).toBe(1);
    expect(new Set(found.map(({ series }) => series)).size).toBe(1);
    expect(new Set(found.map(({ window }) => JSON.stringify(window))).size).toBe(1);
    for (const slice of found) {
      const stored = readStoredSlice(writeStoredSlice(slice));
      expect(stored).toMatchObject({ source: 'tiff-stack', values: slice.values });
    }
  });
});

const CASES = new URL('../../../../../shared/data/cases/tiff/', import.meta.url);

test.skipIf(!existsSync(CASES)).each(['stack-5-pages.tif', 'stack16-5-pages.tif'])(
  '%s is five slices @shared-data',
  async (name) => {
    expect(await slicesIn(new Uint8Array(readFileSync(new URL(name, CASES))))).toHaveLength(5);
  },
);

test('the preview of a stack is its middle page', async () => {
  const { image } = await decodeImage(await containerFile('stack.tif'));
  expect(await sha1OfFloats(image.pixels)).toBe(EXPECTED_CONTAINERS['stack.tif']?.['2']);
});

test('a stack whose last page is cut off has the others', async () => {
  const bytes = await containerFile('stack.tif');
  const format = await formatOf(bytes.slice(0, bytes.length - 40));
  expect(format?.name).toBe('tiff-stack');
});
