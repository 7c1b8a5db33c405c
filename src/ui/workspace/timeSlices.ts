import { yieldToEventLoop } from '../../dataset/yieldToEventLoop.ts';

/** Sorting them takes some ten milliseconds: a collator needs about a microsecond for a comparison. */
const ITEMS_PER_TASK = 1000;

/** Sizes and dates of chosen files are asked of another process one by one: a quarter of a millisecond each. */
export const FILES_MEASURED_PER_TASK = 100;

/** Goes through a list in slices, each in a task of its own: tens of thousands of items at once would hold the page up. */
export async function forEachInTimeSlices<Item>(
  items: ArrayLike<Item>,
  take: (slice: readonly Item[]) => unknown,
  itemsPerTask = ITEMS_PER_TASK,
): Promise<void> {
  for (let at = 0; at < items.length; at += itemsPerTask) {
    await take(Array.prototype.slice.call(items, at, at + itemsPerTask));
    await yieldToEventLoop();
  }
}

/** As many comparisons as a slice takes to sort. */
const COMPARISONS_PER_TASK = 8 * ITEMS_PER_TASK;

type Compare<Item> = (a: Item, b: Item) => number;

/** A merge sort in slices: what is equal stays in its order, and what is nearly in order takes a fraction of the time. */
export async function sortInTimeSlices<Item>(items: readonly Item[], compare: Compare<Item>): Promise<Item[]> {
  let runs: Item[][] = [];
  await forEachInTimeSlices(items, (slice) => runs.push(slice.toSorted(compare)));
  while (runs.length > 1) {
    const longer: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merged<Item>(left: readonly Item[], right: readonly Item[], compare: Compare<Item>): Promise<Item[]> {
  await yieldToEventLoop(); // many short merges would run on in one task
  const [last, first] = [left.at(-1), right[0]];
  if (last === undefined || first === undefined || compare(last, first) <= 0) return left.concat(right);
  const run: Item[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const [a, b] = [left[l], right[r]];
    if (a === undefined || b === undefined) break;
    if (compare(a, b) <= 0) {
      run.push(a);
      l += 1;
    } else {
      run.push(b);
      r += 1;
    }
    if (run.length % COMPARISONS_PER_TASK === 0) await yieldToEventLoop();
  }
  return run.concat(left.slice(l), right.slice(r));
}
