import { existsSync, readFileSync } from 'node:fs';
import { gzipSync, zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodeForView } from '../decode.ts';
import { metaimage } from '../formats/metaimage/format.ts';
import { nrrd } from '../formats/nrrd/format.ts';
import { readStoredSlice, slicesOf, writeStoredSlice } from '../slices/storedSlice.ts';

// Volumes written by hand from the two formats' documents: voxel (x, y, z) of 20 x 18 x 3 holds 100 z + 2 y + x - 100.

const COUNTS = [20, 18, 3] as const;
const valueAt = (x: number, y: number, z: number) => 100 * z + 2 * y + x - 100;
const voxels = Int16Array.from({ length: 20 * 18 * 3 }, (_, i) =>
  valueAt(i % 20, Math.floor(i / 20) % 18, Math.floor(i / 360)),
);
const raw = new Uint8Array(voxels.buffer);
const swapped = new Uint8Array(raw.length).map((_, i) => raw[i ^ 1] ?? 0);

const file = (header: string, body: Uint8Array): Uint8Array<ArrayBuffer> => {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(text.length + body.length);
  bytes.set(text);
  bytes.set(body, text.length);
  return bytes;
};
const nrrdOf = (body: Uint8Array, ...more: readonly string[]) =>
  file(
    ['NRRD0004', '# a comment', 'type: short', 'dimension: 3', `sizes: ${COUNTS.join(' ')}`, ...more, '', ''].join(
      '\n',
    ),
    body,
  );
const mhaOf = (body: Uint8Array, ...more: readonly string[]) =>
  file(
    [
      'ObjectType = Image',
      'NDims = 3',
      ...more,
      `DimSize = ${COUNTS.join(' ')}`,
      'ElementType = MET_SHORT',
      'ElementDataFile = LOCAL',
      '',
    ].join('\n'),
    body,
  );

/** Axial slice z as viewers show it: the person's right on the left, the front on top. */
const shown = (z: number, xOf: (column: number) => number, yOf: (row: number) => number) =>
  Array.from({ length: 360 }, (_, i) => valueAt(xOf(i % 20), yOf(Math.floor(i / 20)), z));
const asStored = (i: number) => i;
const mirrored = (i: number) => 19 - i;
const flipped = (i: number) => 17 - i;

const LPS = 'space: left-posterior-superior';
const RAS = 'space: right-anterior-superior';
const UNIT = 'space directions: (1,0,0) (0,1,0) (0,0,1)';
const IDENTITY = 'TransformMatrix = 1 0 0 0 1 0 0 0 1';

test.each([
  // To the left and the back along the stored axes: rows and columns are shown as they are.
  ['NRRD, raw, LPS', nrrdOf(raw, 'encoding: raw', 'endian: little', LPS, UNIT), asStored, asStored],
  ['NRRD, gzip, LPS', nrrdOf(gzipSync(raw), 'encoding: gzip', 'endian: little', LPS, UNIT), asStored, asStored],
  ['NRRD, big-endian, RAS', nrrdOf(swapped, 'encoding: raw', 'endian: big', RAS, UNIT), mirrored, flipped],
  // Nothing is said of the axes: the first runs to the left and the second to the front, as in Analyze.
  ['NRRD without a space', nrrdOf(raw, 'encoding: raw', 'endian: little'), asStored, flipped],
  ['MetaImage, raw', mhaOf(raw, IDENTITY), asStored, asStored],
  ['MetaImage, deflated', mhaOf(zlibSync(raw), 'CompressedData = True', IDENTITY), asStored, asStored],
  [
    'MetaImage, big-endian, turned',
    mhaOf(swapped, 'BinaryDataByteOrderMSB = True', 'TransformMatrix = -1 0 0 0 -1 0 0 0 1'),
    mirrored,
    flipped,
  ],
])('%s is decoded slice by slice', async (_, bytes, xOf, yOf) => {
  for (const z of [0, 2]) {
    const { width, height, values } = await decodeForView(bytes, z);
    expect({ width, height }).toEqual({ width: 20, height: 18 });
    expect([...values]).toEqual(shown(z, xOf, yOf));
  }
});

test('its slices belong together, and are stored and read back', async () => {
  const series = new Set<string>();
  for await (const slice of slicesOf(nrrdOf(raw, 'encoding: raw', 'endian: little', LPS, UNIT), nrrd, 'all')) {
    series.add(slice.series);
    expect(readStoredSlice(writeStoredSlice(slice))).toMatchObject({ source: 'nrrd', values: slice.values });
  }
  expect(series.size).toBe(1);
  for await (const slice of slicesOf(mhaOf(raw), metaimage, 1)) {
    expect(readStoredSlice(writeStoredSlice(slice))).toMatchObject({ source: 'metaimage', values: slice.values });
  }
});

test.each([
  ['cut short', nrrdOf(raw.subarray(0, 100), 'encoding: raw', 'endian: little'), /ends before the image does/],
  ['packed bytes that are none', nrrdOf(raw, 'encoding: gzip'), /compressed voxels of this volume are damaged/],
  ['text', nrrdOf(raw, 'encoding: ascii'), /kind that cannot be read/],
  ['voxels elsewhere', nrrdOf(raw, 'encoding: raw', 'data file: x.raw'), /voxels are in another file/],
  ['a header without end', file('NRRD0004\ntype: short\n', raw.fill(65, 0, 0)), /header of this volume is damaged/],
  [
    'four axes',
    file('NRRD0004\ntype: short\nsizes: 2 3 4 5\nencoding: raw\n\n', raw),
    /only those of two or three axes/,
  ],
  ['a bomb', file('NRRD0004\ntype: short\nsizes: 9000 9000 9000\nencoding: gzip\n\n', raw), /at most 512 MB/],
  ['colours', mhaOf(raw, 'ElementNumberOfChannels = 3'), /kind that cannot be read/],
])('%s is refused in words', async (_, bytes, words) => {
  await expect(decodeForView(bytes, 0)).rejects.toThrow(words);
});

const CASES = new URL('../../../../shared/data/cases/other/', import.meta.url);

// Both hold the same voxels; the NRRD says nothing of its axes but their space.
test.skipIf(!existsSync(CASES))('real volumes of both formats hold the same values @shared-data', async () => {
  const [fromNrrd, fromMha] = await Promise.all(
    ['vol.nrrd', 'vol.mha'].map((name) => decodeForView(new Uint8Array(readFileSync(new URL(name, CASES))), 10)),
  );
  expect([...(fromNrrd?.values ?? [])].sort()).toEqual([...(fromMha?.values ?? [])].sort());
});

test('an NRRD whose values are written as numbers is read, and refused where they are too few or none', async () => {
  const asText = (words: readonly (string | number)[]) =>
    nrrdOf(new TextEncoder().encode(words.join(' \r\n')), 'encoding: ASCII');
  const { values } = await decodeForView(asText([...voxels]), 2);
  const { values: asRaw } = await decodeForView(nrrdOf(raw, 'endian: little', 'encoding: raw'), 2);
  expect([...values]).toEqual([...asRaw]);
  expect(values).toContain(valueAt(19, 17, 2));
  await expect(decodeForView(asText([...voxels].slice(1)), 0)).rejects.toThrow(/end/);
  await expect(
    decodeForView(asText([...voxels].fill(7).map((value, i) => (i === 9 ? 'x' : value))), 0),
  ).rejects.toThrow(/cannot be read/);
});
