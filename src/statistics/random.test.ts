import { describe, expect, it } from 'vitest';
import { createRandom, type RandomState, restoreRandom } from './random.ts';

const words = (state: RandomState, count: number) => {
  const random = restoreRandom(state);
  return Array.from({ length: count }, () => random.next() * 2 ** 32);
};

describe('seeded random numbers', () => {
  it('are those of the reference xoshiro128** 1.1', () => {
    // First outputs of prng.di.unimi.it/xoshiro128starstar.c from the state {1, 2, 3, 4}, as published with rand_xoshiro.
    const published = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    expect(words([1, 2, 3, 4], 10)).toEqual(published);
  });

  it('are the same for the same seed and differ for seeds that differ a little', () => {
    const first = (seed: number) => createRandom(seed).next();
    const seeds = [0, 1, 2, 3, -1, 0.5, 0.25, 1e300, 2 ** 32, 2 ** 32 + 1];
    expect(seeds.map(first)).toEqual(seeds.map(first));
    expect(new Set(seeds.map(first)).size).toBe(seeds.length);
  });

  it('continue from a saved state as if nothing had happened', () => {
    const random = createRandom(7);
    random.normal();
    random.shuffle([1, 2, 3]);
    const saved = JSON.parse(JSON.stringify(random.state())) as RandomState;
    const draw = (of: typeof random) => [of.next(), of.normal(), of.integer(1000), ...of.shuffle([1, 2, 3, 4, 5])];
    expect(draw(restoreRandom(saved))).toEqual(draw(random));
  });

  it('refuse a state that is damaged', () => {
    expect(() => restoreRandom([0, 0, 0, 0])).toThrow('damaged');
    expect(() => restoreRandom([1, 2, 3, -1])).toThrow('damaged');
    expect(() => restoreRandom([1, 2, 3] as unknown as RandomState)).toThrow('damaged');
    expect(() => createRandom(Number.NaN)).toThrow('seed');
  });

  it('fall on every face of a die equally often', () => {
    const random = createRandom(11);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) {
      const face = random.integer(6);
      counts[face] = (counts[face] ?? Number.NaN) + 1;
    }
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(20.52); // 99.9 % point, 5 degrees of freedom (scipy.stats.chi2.ppf)
  });

  it('have no bias of a remainder where n is near 2^32', () => {
    const random = createRandom(5);
    const n = 3 * 2 ** 30; // words % n would land in the lowest third half of the time
    let low = 0;
    for (let i = 0; i < 9000; i++) if (random.integer(n) < 2 ** 30) low++;
    expect(Math.abs(low - 3000)).toBeLessThan(3.3 * Math.sqrt(2000));
  });

  it('are normal with mean 0, variance 1 and 4.55 % beyond two deviations', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 40_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const beyond = values.filter((value) => Math.abs(value) > 2).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(3.3 / Math.sqrt(40_000));
    expect(Math.abs(variance - 1)).toBeLessThan(3.3 * Math.sqrt(2 / 40_000));
    expect(Math.abs(beyond - 0.0455)).toBeLessThan(3.3 * Math.sqrt((0.0455 * 0.9545) / 40_000));
  });

  it('give every order of three with the same frequency and leave the original alone', () => {
    const random = createRandom(9);
    const original = Object.freeze(['a', 'b', 'c']);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = random.shuffle(original).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(3.5 * Math.sqrt(2000 * (5 / 6)));
  });

  it('fork into streams that depend on the label and leave the parent where it was', () => {
    const random = createRandom(1);
    const before = random.state();
    const [a, b, again] = ['weights', 'order', 'weights'].map((label) => random.fork(label).next());
    expect(random.state()).toEqual(before);
    expect(a).toBe(again);
    expect(a).not.toBe(b);
    expect(random.next()).not.toBe(a);
  });
});
