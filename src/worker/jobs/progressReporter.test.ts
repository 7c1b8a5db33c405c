import { expect, test } from 'vitest';
import { ProgressReporter } from './progressReporter.ts';

test('it reports every tenth of a second and at the end, with rate and time left', () => {
  let time = 0;
  const clock = new ProgressReporter(4, 100, () => time);
  time = 50;
  expect(clock.tick()).toBeNull();
  time = 200;
  expect(clock.tick()).toEqual({ done: 2, total: 4, scansPerSecond: 10, secondsLeft: 0.2 });
  time = 210;
  expect(clock.tick()).toBeNull();
  expect(clock.tick()).toMatchObject({ done: 4, total: 4, secondsLeft: 0 });
});
