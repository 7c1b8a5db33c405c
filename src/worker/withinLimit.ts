/** Rejects with `reason` when `promise` has not settled within that time, even if it never does. The timer runs on the caller's thread. */
export function withinLimit<T>(promise: Promise<T>, limitMs: number, reason: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(reason)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
