import type { Jobs } from '../../src/worker/protocol.ts';
import { usualJobs } from './usualJobs.ts';

/** Stands in for `worker/client.ts`: no worker, every answer from fixtures. */
export const jobs: Jobs = { ...usualJobs };

/** Replaces the answers of some jobs. */
export function answerWith(answers: Partial<Jobs>): void {
  Object.assign(jobs, answers);
}

/** There is no worker that could fail. */
export function onWorkerFailure(): void {}

export function startWorker(): void {}
