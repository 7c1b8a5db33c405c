import { expect, test } from 'vitest';
import { containerFile, EXPECTED_CONTAINERS, sha1OfFloats } from '../../containers.fixture.ts';
import { decodeForView } from '../../decode.ts';
import type { SliceSource } from '../../image/rawImage.ts';
import { dicom } from './format.ts';

// Files by pydicom 3.0, whose values are expected: see `e2e/data/containers.py`.

const FILES = Object.keys(EXPECTED_CONTAINERS).filter((name) => name.endsWith('.dcm'));

async function slices(name: string): Promise<SliceSource[]> {
  const bytes = await containerFile(name);
  expect(dicom.sniff(bytes)).toBe(true);
  const found: SliceSource[] = [];
  for await (const slice of dicom.slices(bytes, 'all')) found.push(slice);
  return found;
}

test.each(FILES)('%s has the values that it should, slice by slice', async (name) => {
  const sums = await Promise.all((await slices(name)).map(({ values }) => sha1OfFloats(values)));
  expect(sums).toEqual(Object.values(EXPECTED_CONTAINERS[name] ?? {}));
});

test('slices of a mosaic are of one size, series and window, in their order', async () => {
  const found = await slices('mosaic.dcm');
  expect(found.map(({ position }) => position)).toEqual([21, 22, 23, 24, 25, 26, 27]);
  for (const key of ['width', 'height', 'series', 'window', 'headerFields'] as const) {
    expect(new Set(found.map((slice) => JSON.stringify(slice[key]))).size).toBe(1);
  }
  expect(found[0]).toMatchObject({ width: 18, height: 20 });
  const { values } = await decodeForView(await containerFile('mosaic.dcm'), 6);
  expect(await sha1OfFloats(values)).toBe(EXPECTED_CONTAINERS['mosaic.dcm']?.['6']);
});

test('phases are a series of their own, and say what they show', async () => {
  const found = await slices('phases.dcm');
  const [magnitude, , phase] = found.map(({ series }) => series);
  expect(found.map(({ series }) => series)).toEqual([magnitude, magnitude, phase, phase]);
  expect(phase).not.toBe(magnitude);
  expect(found.map(({ headerFields }) => new Map(headerFields).get('Shows'))).toEqual([
    undefined,
    undefined,
    'phase',
    'phase',
  ]);
});

test('the padding of fractions is black, and not measured', async () => {
  const [slice] = await slices('float.dcm');
  expect(slice?.padding).toEqual({ low: -1000, high: -1000 });
  expect(slice?.window.low).toBeGreaterThan(-4);
});
