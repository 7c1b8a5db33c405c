import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { slicesOfDicom } from './dicomChecks.fixture.ts';
import { handmadeDicom } from './handmadeDicom.fixture.ts';

const stored = Array.from({ length: 256 }, (_, i) => i);
const inverted = stored.map((value) => 1000 - 2 * value);

async function sliceOf(...[texts, pixels]: Parameters<typeof handmadeDicom>) {
  const [slice] = await slicesOfDicom(handmadeDicom(texts, pixels));
  if (!slice) throw new Error('no slice');
  return slice;
}

test('a Modality LUT gives the values, in the place of slope and intercept', async () => {
  const pixels = { stored, bits: 16, tables: [[0x3000, 0, 16, inverted]] } as const;
  const slice = await sliceOf({ slope: '7', intercept: '3' }, pixels);
  expect([...slice.values]).toEqual(inverted);
  expect(new Map(slice.headerFields).get('Rescaling')).toBe('by a table of the header');
});

test('values beyond a table have the output at its end', async () => {
  const pixels = { stored, bits: 16, tables: [[0x3000, 100, 16, [5, 6, 9]]] } as const;
  const { values } = await sliceOf({}, pixels);
  expect([values[0], values[100], values[101], values[102], values[255]]).toEqual([5, 5, 6, 9, 9]);
});

test('a VOI LUT gives what is shown, all of its outputs, unless a window is there', async () => {
  const pixels = { stored, bits: 16, tables: [[0x3010, 0, 12, inverted]] } as const;
  const slice = await sliceOf({}, pixels);
  expect([...slice.values]).toEqual(inverted);
  expect(slice.window).toEqual({ low: 0, high: 4095 });
  const windowed = await sliceOf({ center: '100', width: '50' }, pixels);
  expect([...windowed.values]).toEqual(stored);
});

const CASES = new URL('../../../../../shared/data/cases/dicom/', import.meta.url);

/** Greatest value, and that in row 3, column 5, by pydicom 3 (`apply_modality_lut`, `apply_voi_lut`). */
test.skipIf(!existsSync(CASES)).each([
  ['modality-lut-inverted', 4095, 4095],
  ['voi-lut', 65_343, 0],
])('%s is as pydicom has it @shared-data', async (name, most, value) => {
  const [slice] = await slicesOfDicom(new Uint8Array(readFileSync(new URL(`${name}.dcm`, CASES))));
  expect(Math.max(...(slice?.values ?? []))).toBe(most);
  expect(slice?.values[3 * (slice?.width ?? 0) + 5]).toBe(value);
});
