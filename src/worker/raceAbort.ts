/** For what nobody stops. */
export const neverAborted = new AbortController().signal;

/** Waits no longer once the signal says so: rejects with its reason, whatever becomes of the promise. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
