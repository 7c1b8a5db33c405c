import { expect, test } from 'vitest';
import { appendLosses, emptyTrace, type LossTrace, lossAt, truncateTrace } from './lossTrace.ts';

const listed = (trace: LossTrace) => Array.from({ length: trace.length }, (_, index) => lossAt(trace, index));
const ramp = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test('a trace gives back every loss in order, over several chunks', () => {
  const trace = appendLosses(appendLosses(emptyTrace, ramp(0, 1500)), ramp(1500, 1600));
  expect(listed(trace)).toEqual(ramp(0, 3100));
  expect(lossAt(trace, 3100)).toBeUndefined();
});

test('two continuations of one trace do not write over each other', () => {
  const common = appendLosses(emptyTrace, [1, 2]);
  const left = appendLosses(common, [3, 4]);
  const right = appendLosses(common, [5]);
  expect(listed(common)).toEqual([1, 2]);
  expect(listed(left)).toEqual([1, 2, 3, 4]);
  expect(listed(right)).toEqual([1, 2, 5]);
});

test('a trace cut back to a checkpoint goes on from there', () => {
  const long = appendLosses(emptyTrace, ramp(0, 2100));
  const resumed = appendLosses(truncateTrace(long, 1024), [7]);
  expect(listed(resumed)).toEqual([...ramp(0, 1024), 7]);
  expect(listed(long)).toEqual(ramp(0, 2100));
});
