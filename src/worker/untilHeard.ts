/**
 * Runs a job that calls back across threads, and resolves only when every call has been heard. A callback has a port of
 * its own, so that the answer of the job would else overtake the last calls now and then.
 */
export async function untilHeard<Heard extends unknown[], Result>(
  callback: (...heard: Heard) => unknown,
  job: (tell: (...heard: Heard) => void) => Promise<Result>,
): Promise<Result> {
  let last: unknown;
  try {
    return await job((...heard) => {
      last = callback(...heard); // one port keeps its order: when the last one was heard, all were
    });
  } finally {
    await Promise.resolve(last).catch(() => {}); // what the listener makes of it is not the job's failure
  }
}
