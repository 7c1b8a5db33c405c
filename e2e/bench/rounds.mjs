// Contestants take turns, and the order rotates from round to round, so that whatever else the machine does hits all alike.

/** Middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The same items, beginning with another one: [a, b, c] by 1 -> [b, c, a]. */
function rotated(items, by) {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/**
 * Lets every contestant `{ name, turn }` take one turn a round; `turn` resolves with its samples, the less the better.
 * Whoever has used up `capMs` of wall time, or has failed, is left out of the rounds that follow.
 * @returns a Map from the name to { median, min, samples, failure }
 */
export async function compete(contestants, { rounds, capMs = Number.POSITIVE_INFINITY }) {
  const standings = contestants.map((each) => ({ ...each, samples: [], spentMs: 0, failure: null }));
  for (let round = 0; round < rounds; round++) {
    for (const each of rotated(standings, round)) {
      if (each.failure !== null || each.spentMs >= capMs) continue;
      await takeTurn(each);
    }
  }
  return new Map(standings.map((each) => [each.name, summary(each)]));
}

async function takeTurn(contestant) {
  const startedAt = performance.now();
  try {
    contestant.samples.push(...(await contestant.turn()));
  } catch (error) {
    contestant.failure = firstLineOf(error);
    console.log(`  ${contestant.name} failed: ${contestant.failure}`);
  }
  contestant.spentMs += performance.now() - startedAt;
}

function summary({ samples, failure }) {
  return { median: median(samples), min: samples.length ? Math.min(...samples) : Number.NaN, samples, failure };
}

/** What stands in a table for a contestant that is not there. */
export const nobody = Object.freeze({ median: Number.NaN, min: Number.NaN, samples: [], failure: null });

/** What `promise` resolves to; rejects when that takes longer. */
export function withinTime(milliseconds, who, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${who} did not answer in ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What went wrong, without the trace. */
export function firstLineOf(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}
