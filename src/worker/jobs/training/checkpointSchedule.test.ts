import { expect, test } from 'vitest';
import { CheckpointSchedule } from './checkpointSchedule.ts';

/** Epochs of `epochMs` whose saves take `saveMs`: the most that a crash at any moment loses, in milliseconds. */
function mostLost(epochMs: number, saveMs: number): number {
  const plan = new CheckpointSchedule();
  let kept = 0;
  let underWay: number | null = null;
  let most = 0;
  for (let now = epochMs; now <= 100 * epochMs; now += epochMs) {
    if (underWay !== null && underWay + saveMs <= now) {
      plan.saved(underWay, underWay + saveMs);
      most = Math.max(most, underWay + saveMs - kept); // a crash at the last moment before it was written
      kept = underWay;
      underWay = null;
    }
    if (plan.isDue(now)) {
      plan.taken();
      underWay = now;
    }
    most = Math.max(most, now - kept);
  }
  return most;
}

test('the first epoch is saved, because nothing is known of the cost', () => {
  expect(new CheckpointSchedule().isDue(0)).toBe(true);
});

test('a run is not saved again while a save is under way', () => {
  const plan = new CheckpointSchedule();
  plan.isDue(0);
  plan.taken();
  expect(plan.isDue(1_000_000)).toBe(false);
});

test('a snapshot that never came, because its device was lost, does not end the saving', () => {
  const plan = new CheckpointSchedule();
  plan.isDue(0);
  plan.taken();
  plan.saved(0, 10);
  expect(plan.isDue(1000)).toBe(true); // lost before it came
  expect(plan.isDue(1100)).toBe(true);
  plan.taken();
  plan.saved(1100, 1110);
  expect(plan.isDue(1200)).toBe(false); // 10 ms of 100 are more than 5 %
});

test('a save that costs 300 ms is due again after 6 s, when it is 5 % of the time', () => {
  const plan = new CheckpointSchedule();
  plan.isDue(0);
  plan.taken();
  plan.saved(0, 300);
  expect([1000, 2000, 3000, 4000, 5000, 5999].map((now) => plan.isDue(now))).toEqual(Array(6).fill(false));
  expect(plan.isDue(6000)).toBe(true);
});

test('a save of 4 s is made as late as no more than 20 s are lost', () => {
  const plan = new CheckpointSchedule();
  plan.isDue(0);
  plan.taken();
  plan.saved(0, 4000);
  // Waiting for the end at 12 s would lose 12 + 4 + 4 s.
  expect([4000, 8000, 12_000].map((now) => plan.isDue(now))).toEqual([false, false, false]);
  expect(plan.isDue(16_000)).toBe(true);
});

test.each([
  ['short epochs', 500, 100],
  ['short epochs and slow saves', 2000, 7000],
  ['epochs of 10 s, as of the Course CNN at 128 px', 10_000, 4000],
  ['epochs of 6 s', 6000, 5000],
])('of %s no more than 20 s are lost', (_, epochMs, saveMs) => {
  expect(mostLost(epochMs, saveMs)).toBeLessThanOrEqual(20_000);
});

test('of epochs of a minute one is lost, and what the writing takes', () => {
  expect(mostLost(60_000, 5000)).toBe(65_000);
});
