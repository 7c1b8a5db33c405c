import { expect, test } from 'vitest';
import { labelSuspects } from './labelSuspects.ts';

const predictionsOf = (rows: readonly (readonly [label: number, probabilities: readonly number[]])[]) => ({
  sha256: rows.map((_, scan) => `scan ${scan}`),
  labels: rows.map(([label]) => label),
  probabilities: rows.map(([, probabilities]) => probabilities),
});

test('suspects are those of confident learning, worked out by hand', () => {
  // Means: of class 0 over scans 0 to 3 (.9 + .8 + .7 + .1) / 4 = .625; of class 1 over 4 to 7 (.9 + .8 + .4 + .3) / 4 = .6.
  const predictions = predictionsOf([
    [0, [0.9, 0.1]],
    [0, [0.8, 0.2]],
    [0, [0.7, 0.3]],
    [0, [0.1, 0.9]], // reaches the mean of class 1: suspect, margin -.8
    [1, [0.1, 0.9]],
    [1, [0.2, 0.8]],
    [1, [0.6, 0.4]], // likelier of class 0, but below both means: of no class with confidence
    [1, [0.7, 0.3]], // reaches the mean of class 0: suspect, margin -.4
  ]);
  const found = labelSuspects(predictions);
  expect(found.map(({ sha256, label, likely }) => [sha256, label, likely])).toEqual([
    ['scan 3', 0, 1],
    ['scan 7', 1, 0],
  ]);
  expect(found[0]?.margin).toBeCloseTo(-0.8, 12);
  expect(found[1]?.margin).toBeCloseTo(-0.4, 12);
});

test('of three classes a scan goes to the likeliest that is confident, also where another is likelier', () => {
  // Means: .6, .9, .35. The last scan is likelier of class 1 (.4), but only class 2 (.36) reaches its mean.
  const predictions = predictionsOf([
    [0, [0.96, 0.02, 0.02]],
    [0, [0.24, 0.4, 0.36]],
    [1, [0.05, 0.9, 0.05]],
    [2, [0.3, 0.35, 0.35]],
  ]);
  expect(labelSuspects(predictions)).toMatchObject([{ sha256: 'scan 1', label: 0, likely: 2 }]);
});

test('a class without scans takes none, and no predictions have no suspects', () => {
  expect(labelSuspects(predictionsOf([[0, [0.4, 0.6]]]))).toEqual([]);
  expect(labelSuspects(predictionsOf([]))).toEqual([]);
});
