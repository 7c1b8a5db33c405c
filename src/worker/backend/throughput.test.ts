import { expect, test } from 'vitest';
import { Throughput } from './throughput.ts';

/** A clock that is set by hand, in milliseconds. */
function handClock() {
  let time = 0;
  return { now: () => time, advance: (ms: number) => (time += ms) };
}

test('the time left is the batches and the validations that are still to come', () => {
  const clock = handClock();
  const pace = new Throughput(3, clock.now);
  for (let batch = 0; batch < 4; batch++) {
    clock.advance(100);
    pace.batchEnded(32, 4);
  }
  clock.advance(50); // validation
  pace.epochEnded();
  // 2 epochs of 4 batches of 100 ms and 50 ms of validation each.
  expect(pace.estimate().secondsLeft).toBeCloseTo((2 * (4 * 100 + 50)) / 1000, 6);
  expect(pace.estimate().scansPerSecond).toBeCloseTo(320, 6);
});

test('the first batch, in which shaders are compiled, is forgotten with the second', () => {
  const clock = handClock();
  const pace = new Throughput(1, clock.now);
  clock.advance(9000);
  pace.batchEnded(32, 11);
  clock.advance(100);
  pace.batchEnded(32, 11);
  expect(pace.estimate().secondsLeft).toBeCloseTo(0.9, 6);
});

test('a pause counts for nothing', () => {
  const clock = handClock();
  const pace = new Throughput(1, clock.now);
  for (let batch = 0; batch < 2; batch++) {
    clock.advance(100);
    pace.batchEnded(10, 4);
  }
  clock.advance(60_000);
  pace.resumed();
  clock.advance(100);
  pace.batchEnded(10, 4);
  expect(pace.estimate()).toEqual({ scansPerSecond: expect.closeTo(100, 6), secondsLeft: expect.closeTo(0.1, 6) });
});
