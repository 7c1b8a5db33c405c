/** Far more than a worker of one line needs to start. */
const longestStartMs = 3000;

/**
 * True where a worker may be started from a script of our own making. tfjs's threads are such workers, and where the
 * page's policy forbids them it would wait for them for ever.
 */
export function canStartBlobWorkers(): Promise<boolean> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(new Blob(['postMessage(true)'], { type: 'text/javascript' }));
    let worker: Worker | undefined;
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      worker?.terminate();
      URL.revokeObjectURL(url);
      resolve(answer);
    };
    const timer = setTimeout(settle, longestStartMs, false);
    try {
      worker = new Worker(url);
      worker.onmessage = () => settle(true);
      worker.onerror = () => settle(false);
    } catch {
      settle(false);
    }
  });
}
