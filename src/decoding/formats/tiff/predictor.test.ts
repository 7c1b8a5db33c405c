import { expect, test } from 'vitest';
import { undoPredictor } from './predictor.ts';

// What imagecodecs 2026.3 (`floatpred_encode`) makes of the rows, which lays out the bytes of libtiff's `fpAcc`.
const ROWS = [63, 129, 128, 192, 0, 80, 176, 0, 0, 0, 0, 0, 73, 117, 130, 52, 140, 224, 68, 220, 0, 0, 0, 0];
const VALUES = [0.5, -2, 3.25, 1e6, -0.125, 7];

test.each([true, false])('the floating-point predictor is undone, row by row (little-endian: %s)', (isLittleEndian) => {
  const data = Uint8Array.from(ROWS);
  undoPredictor(data, { bits: 32, samplesInBlock: 1, isLittleEndian, predictor: 3 }, { width: 3, rows: 2 });
  const view = new DataView(data.buffer);
  expect(VALUES.map((_, i) => view.getFloat32(4 * i, isLittleEndian))).toEqual(VALUES);
});

test('it is undone for fractions of 64 bits', () => {
  const data = Uint8Array.of(63, 191, 187, 142, 82, 75, 181, 163, 93, 239, 17, 103, 153, 220, 37, 2);
  undoPredictor(data, { bits: 64, samplesInBlock: 1, isLittleEndian: true, predictor: 3 }, { width: 2, rows: 1 });
  expect([...new Float64Array(data.buffer)]).toEqual([0.1, -2e300]);
});

test('without a predictor nothing changes', () => {
  const data = Uint8Array.of(1, 2, 3);
  undoPredictor(data, { bits: 8, samplesInBlock: 1, isLittleEndian: true, predictor: 1 }, { width: 3, rows: 1 });
  expect([...data]).toEqual([1, 2, 3]);
});
