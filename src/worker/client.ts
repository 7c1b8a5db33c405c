import * as Comlink from 'comlink';
import jobsWorkerUrl from './jobs.worker.ts?worker&url';
import type { Jobs } from './protocol.ts';
import { spawnWorker } from './spawnWorker.ts';

const worker = spawnWorker(jobsWorkerUrl, 'axial-jobs');
const remote = Comlink.wrap<Record<keyof Jobs, (...args: unknown[]) => unknown>>(worker);

/** Functions cannot be cloned into the worker: they cross as handles that call back here. */
function asCloneable(argument: unknown): unknown {
  return typeof argument === 'function' ? Comlink.proxy(argument as () => void) : argument;
}

/** The page's only way to the rooms below. */
export const jobs: Jobs = new Proxy({} as Jobs, {
  get: (_target, name) =>
    name === 'then' ? undefined : (...args: unknown[]) => remote[name as keyof Jobs](...args.map(asCloneable)),
});

/** Calls back when the worker itself fails, so that nothing waits for an answer that cannot come. */
export function onWorkerFailure(callback: (reason: string) => void): void {
  worker.addEventListener('error', (event) => {
    callback(
      `The part of Axial that does the work has stopped (${event.message || 'it could not be loaded'}). Reload the page; what was saved is kept.`,
    );
  });
}
