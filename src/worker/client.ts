import jobsWorkerUrl from './jobs.worker.ts?worker&url';
import type { Jobs } from './protocol.ts';
import { connect, connectLater } from './rpc/connect.ts';
import { spawnWorker } from './spawnWorker.ts';

let onFailure: (reason: string) => void = () => {};

const permission = Promise.withResolvers<void>();

/** Starts the worker. Before that it has no thread: the page is not held to its policy yet where its host sends none. */
export const startWorker = permission.resolve;

/** The page's only way to the rooms below. */
export const jobs: Jobs = connectLater<Jobs>(
  permission.promise.then(() =>
    connect<Jobs>(spawnWorker(jobsWorkerUrl, 'axial-jobs'), 'jobs', (reason) =>
      onFailure(
        `The part of Axial that does the work has stopped (${reason || 'it could not be loaded'}). Reload the page; what was saved is kept.`,
      ),
    ),
  ),
);

/** Calls back when the worker itself fails, so that the page can say so. What waits for it is rejected. */
export function onWorkerFailure(callback: (reason: string) => void): void {
  onFailure = callback;
}
