import { withinLimit } from './withinLimit.ts';

/** A page that is busy hears late; one that hears nothing any more must not keep the job. */
const HEARING_LIMIT_MS = 30_000;

/**
 * Runs a job that calls back across threads, and resolves only when every call has been heard (or half a minute has passed). A callback has a port of
 * its own, so that the answer of the job would else overtake the last calls now and then. What the listener makes of a call
 * is not the job's failure.
 */
export async function untilHeard<Heard extends unknown[], Result>(
  callback: (...heard: Heard) => unknown,
  job: (tell: (...heard: Heard) => void) => Promise<Result>,
): Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  try {
    return await job((...heard) => {
      // One port keeps its order: when the last one was heard, all were.
      last = Promise.resolve(callback(...heard)).catch(() => {});
    });
  } finally {
    await withinLimit(last, HEARING_LIMIT_MS, 'No listener.').catch(() => {});
  }
}
