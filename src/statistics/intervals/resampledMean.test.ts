import { expect, it } from 'vitest';
import { resampledMean } from './resampledMean.ts';

/*
 * scipy 1.17: x = np.array([.91, .94, .93, .97, .90]); h = stats.t.ppf(.975, 4) * np.sqrt((1/5 + 1/4) * x.var(ddof=1))
 * x.mean(), x.mean() - h, min(1, x.mean() + h), x.std(ddof=1)
 */
it('is the mean with the interval of Nadeau and Bengio', () => {
  const mean = resampledMean([0.91, 0.94, 0.93, 0.97, 0.9], 1 / 4);
  expect(mean?.value).toBeCloseTo(0.93, 12);
  expect(mean?.deviation).toBeCloseTo(0.0273861, 6);
  expect(mean?.low).toBeCloseTo(0.878993, 3);
  expect(mean?.high).toBeCloseTo(0.981007, 3);
});

it('stays within 0 and 1, and needs two values', () => {
  expect(resampledMean([0.99, 1, 0.9], 0.5)?.high).toBe(1);
  expect(resampledMean([0.9], 0.25)).toBeNull();
});
