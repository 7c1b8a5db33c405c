import jobsWorkerUrl from './jobs.worker.ts?worker&url';
import type { Jobs } from './protocol.ts';
import { connect } from './rpc/connect.ts';
import { spawnWorker } from './spawnWorker.ts';

let onFailure: (reason: string) => void = () => {};

/** The page's only way to the rooms below. */
export const jobs: Jobs = connect<Jobs>(spawnWorker(jobsWorkerUrl, 'axial-jobs'), 'jobs', (reason) =>
  onFailure(
    `The part of Axial that does the work has stopped (${reason || 'it could not be loaded'}). Reload the page; what was saved is kept.`,
  ),
);

/** Calls back when the worker itself fails, so that the page can say so. What waits for it is rejected. */
export function onWorkerFailure(callback: (reason: string) => void): void {
  onFailure = callback;
}
