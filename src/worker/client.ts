import * as Comlink from 'comlink';
import jobsWorkerUrl from './jobs.worker.ts?worker&url';
import type { HeldFile, HoldingJob, HoldingJobs, Jobs } from './protocol.ts';
import { spawnWorker } from './spawnWorker.ts';

const worker = spawnWorker(jobsWorkerUrl, 'axial-jobs');
const remote = Comlink.wrap<Record<keyof HoldingJobs, (...args: unknown[]) => unknown>>(worker);

/** Functions cannot be cloned into the worker: they cross as handles that call back here. */
function asCloneable(argument: unknown): unknown {
  return typeof argument === 'function' ? Comlink.proxy(argument as () => void) : argument;
}

/** Handles of files are slow to clone: more at once would hold the page up. */
const FILES_PER_MESSAGE = 100;

/** Hands files over in slices, each in a task of its own, ahead of the job that takes them. */
async function handOver(job: HoldingJob, files: readonly HeldFile[]): Promise<void> {
  for (let at = 0; at === 0 || at < files.length; at += FILES_PER_MESSAGE) {
    await remote.holdFiles(job, files.slice(at, at + FILES_PER_MESSAGE), at === 0);
  }
}

const handingOver: Pick<Jobs, HoldingJob> = {
  async importFiles(request, onProgress) {
    await handOver('importFiles', request.files);
    return remote.importFiles({ ...request, files: [] }, Comlink.proxy(onProgress)) as ReturnType<Jobs['importFiles']>;
  },
  async classify(request, onRows) {
    await handOver('classify', request.files);
    await remote.classify({ ...request, files: [] }, Comlink.proxy(onRows));
  },
};

/** The page's only way to the rooms below. */
export const jobs: Jobs = new Proxy(handingOver as Jobs, {
  get: (own, name) => {
    if (name === 'then') return undefined;
    if (name in own) return own[name as keyof Jobs];
    return (...args: unknown[]) => remote[name as keyof Jobs](...args.map(asCloneable));
  },
});

/** Calls back when the worker itself fails, so that nothing waits for an answer that cannot come. */
export function onWorkerFailure(callback: (reason: string) => void): void {
  worker.addEventListener('error', (event) => {
    callback(
      `The part of Axial that does the work has stopped (${event.message || 'it could not be loaded'}). Reload the page; what was saved is kept.`,
    );
  });
}
