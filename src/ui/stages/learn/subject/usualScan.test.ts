import { expect, it } from 'vitest';
import { followedClass, usualScan } from './usualScan.ts';

/** 'a': [label, probability of the second class] */
function predicted(of: Readonly<Record<string, readonly [label: number, probability: number]>>) {
  const rows = Object.entries(of);
  return {
    sha256: rows.map(([id]) => id),
    labels: rows.map(([, [label]]) => label),
    probabilities: rows.map(([, [, probability]]) => [1 - probability, probability]),
  };
}
const inUse = new Set('abcdefgh');

it('takes a positive test scan of which the network is sure, but not too sure', () => {
  const test = predicted({ a: [1, 0.999], b: [0, 0.85], c: [1, 0.93], d: [1, 0.79], e: [1, 0.3] });
  const validation = predicted({ f: [1, 0.85] });
  expect(usualScan({ test, validation }, inUse)).toBe('d'); // 0.06 from 0.85, and c is 0.08
});

it('looks in the validation set where no test scan is like that, and while the test set is sealed', () => {
  const validation = predicted({ f: [1, 0.71], g: [1, 0.4] });
  expect(usualScan({ test: predicted({ a: [1, 0.951], b: [1, 0.69] }), validation }, inUse)).toBe('f');
  expect(usualScan({ test: null, validation }, inUse)).toBe('f');
  // 0.951 is nearer to 0.85 than 0.74, but too sure.
  expect(usualScan({ test: predicted({ a: [1, 0.951], b: [1, 0.74] }), validation }, inUse)).toBe('b');
});

it('takes the nearest test scan where none of either set is like that', () => {
  const test = predicted({ a: [1, 0.9999], b: [1, 0.99], c: [1, 0.2] });
  expect(usualScan({ test, validation: predicted({ f: [1, 0.96] }) }, inUse)).toBe('b');
});

it('leaves out scans that are not in use, and knows none where nothing was predicted', () => {
  const test = predicted({ x: [1, 0.85], a: [1, 0.94] });
  expect(usualScan({ test, validation: predicted({}) }, inUse)).toBe('a');
  expect(usualScan({ test: predicted({}), validation: predicted({}) }, inUse)).toBeNull();
  expect(usualScan(null, inUse)).toBeNull();
});

it('of two classes the positive one is followed, of three the one that the network names', () => {
  expect(followedClass([0.9, 0.1])).toBe(1);
  expect(followedClass([0.2, 0.1, 0.7])).toBe(2);
  expect(followedClass([0.6, 0.1, 0.3])).toBe(0);
  expect(followedClass(null)).toBe(1);
});
