import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileBins } from './quantileBins.ts';

test('each of few values has a step of its own, in order', () => {
  expect([...quantileBins(Float64Array.of(225, 512, 150, 512, 225.5, 225))]).toEqual([1, 3, 0, 3, 2, 1]);
  expect([...quantileBins(Float64Array.of(7, 7, 7))]).toEqual([0, 0, 0]);
});

test('many values share steps, about equally many in each', () => {
  const steps = quantileBins(
    Float64Array.from({ length: 1000 }, (_, i) => (i * 617) % 1000),
    5,
  );
  expect([0, 1, 2, 3, 4].map((step) => steps.filter((each) => each === step).length)).toEqual([
    200, 200, 200, 200, 200,
  ]);
});

test('a highest value that most share keeps a step of its own', () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => Math.min(i, 10));
  const steps = quantileBins(values, 5);
  expect(new Set(steps.subarray(0, 10))).toEqual(new Set([0]));
  expect(new Set(steps.subarray(10))).toEqual(new Set([1]));
});

test('a larger value never has a lower step, and an equal one the same', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -50, max: 50 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 8 }), (list, most) => {
      const steps = quantileBins(Float64Array.from(list), most);
      expect(Math.max(...steps)).toBeLessThan(most);
      list.forEach((a, i) => {
        list.forEach((b, j) => {
          if (a < b) expect(steps[i]).toBeLessThanOrEqual(steps[j] as number);
          if (a === b) expect(steps[i]).toBe(steps[j]);
        });
      });
    }),
    { numRuns: 100 },
  );
});
