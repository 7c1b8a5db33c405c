import { expect, it } from 'vitest';
import { isBetter, isOutOfPatience, nothingYet } from './earlyStopping.ts';
import { afterEpoch, lowRateFrom, lrMultiplier, type PlateauState, plateauStart } from './schedule.ts';

it('leaves a constant rate alone', () => {
  expect([0, 0.5, 1].map((progress) => lrMultiplier('constant', progress, plateauStart))).toEqual([1, 1, 1]);
});

it('lowers a cosine rate slowly, then fast, then slowly down to 0', () => {
  const at = (progress: number) => lrMultiplier('cosine', progress, plateauStart);
  expect(at(0)).toBe(1);
  expect(at(1 / 3)).toBeCloseTo(0.75, 12); // (1 + cos 60 degrees) / 2
  expect(at(0.5)).toBeCloseTo(0.5, 12);
  expect(at(2 / 3)).toBeCloseTo(0.25, 12);
  expect(at(1)).toBe(0);
});

it('halves the rate after every second epoch without a better validation loss', () => {
  const losses = [1, 0.5, 0.6, 0.5, 0.7, 0.7, 0.4, 0.5, 0.5];
  const factors: number[] = [];
  let state: PlateauState = plateauStart;
  for (const loss of losses) {
    state = afterEpoch(state, loss);
    factors.push(lrMultiplier('reduce-on-plateau', 0, state));
  }
  expect(factors).toEqual([1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125]);
});

it('does not lower the rate for ever', () => {
  let state: PlateauState = plateauStart;
  for (let epoch = 0; epoch < 100; epoch++) state = afterEpoch(state, 1);
  expect(state.factor).toBe(1 / 64);
});

it('loses patience as many epochs after the best one as it was told', () => {
  const best = { epoch: 3, loss: 0.5 };
  expect([3, 4, 5].map((epoch) => isOutOfPatience(best, epoch, 2, 0))).toEqual([false, false, true]);
  expect(isOutOfPatience(best, 100, null, 0)).toBe(false);
  expect(isOutOfPatience(nothingYet, 0, 1, 0)).toBe(false);
});

it('is patient with a cosine until its rate is a tenth, as the weights improve most when it falls', () => {
  // (1 + cos(180 degrees * 24 / 30)) / 2 = 0.095, after 23 epochs 0.128
  expect(lowRateFrom({ schedule: 'cosine', epochs: 30, warmUp: 0 })).toBe(24);
  expect(lrMultiplier('cosine', 24 / 30, plateauStart)).toBeLessThan(0.1);
  expect(lrMultiplier('cosine', 23 / 30, plateauStart)).toBeGreaterThan(0.1);
  expect(lowRateFrom({ schedule: 'cosine', epochs: 40, warmUp: 10 })).toBe(34);
  expect(lowRateFrom({ schedule: 'constant', epochs: 30, warmUp: 0 })).toBe(0);
  expect(lowRateFrom({ schedule: 'reduce-on-plateau', epochs: 30, warmUp: 3 })).toBe(0);
  const best = { epoch: 8, loss: 0.5 };
  expect([18, 26, 27].map((epoch) => isOutOfPatience(best, epoch, 3, 24))).toEqual([false, false, true]);
});

it('takes only a lower loss for better, and never one that is no number', () => {
  expect([0.4, 0.5, 0.6, Number.NaN].map((loss) => isBetter({ epoch: 1, loss: 0.5 }, loss))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(isBetter(nothingYet, 9)).toBe(true);
});
