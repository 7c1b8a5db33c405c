import { expect, it } from 'vitest';
import { fewerThreads } from './threadCounts.ts';

/** All that is tried, and in which order, where a step takes so long with so many threads. */
function triedWhere(stepMs: Readonly<Record<number, number>>, bound: number): number[] {
  const tried = [{ threads: bound, stepMs: stepMs[bound] ?? Number.NaN }];
  for (let next = fewerThreads(tried); next !== null; next = fewerThreads(tried))
    tried.push({ threads: next, stepMs: stepMs[next] ?? Number.NaN });
  return tried.map(({ threads }) => threads);
}

it('on two cores that are said to be four, two threads are tried, and one, which is clearly slower', () => {
  expect(triedWhere({ 4: 75, 2: 60, 1: 110 }, 4)).toEqual([4, 2, 1]);
});

it('where the browser says the truth, one number more is tried', () => {
  expect(triedWhere({ 2: 60, 1: 110 }, 2)).toEqual([2, 1]);
  expect(triedWhere({ 8: 20, 4: 35 }, 8)).toEqual([8, 4]);
});

it('halves what is no power of two to the next one', () => {
  expect(triedWhere({ 6: 60, 4: 60, 2: 60, 1: 60 }, 6)).toEqual([6, 4, 2, 1]);
});

it('does not repeat steps that take long, nor try less than one thread', () => {
  expect(triedWhere({ 4: 800 }, 4)).toEqual([4]);
  expect(triedWhere({ 1: 100 }, 1)).toEqual([1]);
});
