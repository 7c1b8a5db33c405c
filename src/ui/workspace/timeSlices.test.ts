import { expect, test } from 'vitest';
import { forEachInTimeSlices, sortInTimeSlices } from './timeSlices.ts';

/** Counts how often `work` gives way to the rest of the page. */
async function tasksOf(work: () => Promise<unknown>): Promise<number> {
  let tasks = 0;
  let going = true;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    tasks += 1;
    if (going) port2.postMessage(null);
  };
  port2.postMessage(null);
  await work();
  going = false;
  port1.close();
  return tasks;
}

test('a long list is gone through once, in its order, and other tasks come in between', async () => {
  const numbers = Array.from({ length: 2500 }, (_, i) => i);
  const taken: number[] = [];
  let slices = 0;
  const tasks = await tasksOf(() =>
    forEachInTimeSlices(numbers, (slice) => {
      slices += 1;
      taken.push(...slice);
    }),
  );
  expect(taken).toEqual(numbers);
  expect(slices).toBe(3);
  expect(tasks).toBeGreaterThanOrEqual(3);
});

test('thousands are sorted as `sort` sorts them, what is equal in its order, and other tasks come in between', async () => {
  // 3001 and 4500 have no common factor; each tens comes ten times.
  const items = Array.from({ length: 4500 }, (_, place) => ({ tens: Math.floor(((place * 3001) % 4500) / 10), place }));
  let sorted: typeof items = [];
  const tasks = await tasksOf(async () => {
    sorted = await sortInTimeSlices(items, (a, b) => a.tens - b.tens);
  });
  expect(sorted).toEqual(items.toSorted((a, b) => a.tens - b.tens));
  expect(tasks).toBeGreaterThanOrEqual(9); // five slices, four merges
});

test('what is in order but for its end is compared a few times each', async () => {
  const items = [...Array.from({ length: 16_000 }, (_, i) => i + 0.5), 7, 9];
  let comparisons = 0;
  const sorted = await sortInTimeSlices(items, (a, b) => {
    comparisons += 1;
    return a - b;
  });
  expect(sorted).toEqual(items.toSorted((a, b) => a - b));
  expect(comparisons).toBeLessThan(2 * items.length); // a sort of what is in no order takes some 14 each
});

test('nothing and one are in order, and zero is a number like another', async () => {
  expect(await sortInTimeSlices([], () => 0)).toEqual([]);
  expect(await sortInTimeSlices([0], () => 0)).toEqual([0]);
  const backwards = Array.from({ length: 1001 }, (_, i) => 1000 - i);
  expect((await sortInTimeSlices(backwards, (a, b) => a - b)).slice(0, 2)).toEqual([0, 1]);
});
