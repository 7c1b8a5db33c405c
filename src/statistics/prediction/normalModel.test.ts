import { expect, test } from 'vitest';
import { fitNormalModel, packNormalModel, squaredDistances, unpackNormalModel } from './normalModel.ts';

/*
 * NumPy 2: i = np.arange(60); X = np.stack([sin(1.3 i) + .5 cos(.7 i), cos(1.3 i), .3 sin(2.1 i) + sin(1.3 i)], 1)
 * Z = (X - X.mean(0)) / X.std(0); C = Z.T @ Z / 60; q: [0 0 0], [1 2 3], [-1 .5 .25] likewise
 * three axes: q @ inv(C) @ q; one axis: (q @ v) ** 2 / w + (q @ q - (q @ v) ** 2) / mean(other eigenvalues)
 */
const rows = Float32Array.from({ length: 180 }, (_, at) => {
  const i = Math.floor(at / 3);
  if (at % 3 === 0) return Math.sin(1.3 * i) + 0.5 * Math.cos(0.7 * i);
  return at % 3 === 1 ? Math.cos(1.3 * i) : 0.3 * Math.sin(2.1 * i) + Math.sin(1.3 * i);
});
const asked = Float32Array.of(0, 0, 0, 1, 2, 3, -1, 0.5, 0.25);

test.each([
  [3, [0.0013475034, 43.0515425, 9.5023963]],
  [1, [0.0019048743, 27.9239072, 3.2503855]],
])('with %i axes the distances are those of Mahalanobis', (axes, expected) => {
  const distances = squaredDistances(fitNormalModel(rows, 3, axes), asked);
  // The axes come from twelve turns of an iteration, so they are near those of NumPy.
  for (const [i, distance] of distances.entries()) expect(distance / (expected[i] ?? 0)).toBeCloseTo(1, 2);
});

test('numbers that never change stay finite, and are far from any other', () => {
  const model = fitNormalModel(new Float32Array(20).fill(5), 2, 1);
  const [same = Number.NaN, other = 0] = squaredDistances(model, Float32Array.of(5, 5, 6, 5));
  expect(same).toBeCloseTo(0, 6);
  expect(other).toBeGreaterThan(1e5);
  expect(Number.isFinite(other)).toBe(true);
});

test('a model is the same after it was written down; what does not fit is none', () => {
  const model = fitNormalModel(rows, 3, 2);
  const packed = packNormalModel(model);
  expect(squaredDistances(unpackNormalModel(packed, 3, 2) ?? model, asked)).toEqual(squaredDistances(model, asked));
  expect(unpackNormalModel(packed.slice(1), 3, 2)).toBeNull();
  expect(
    unpackNormalModel(
      packed.map(() => Number.NaN),
      3,
      2,
    ),
  ).toBeNull();
  expect(
    unpackNormalModel(
      packed.map(() => -1),
      3,
      2,
    ),
  ).toBeNull();
});
