import type { HeldFile, HoldingJob, HoldingJobs, Jobs } from '../protocol.ts';

/** Puts the files that were handed over ahead into the requests that they belong to. */
export function holdingFiles(jobs: Jobs): HoldingJobs {
  const held: Record<HoldingJob, HeldFile[]> = { importFiles: [], classify: [] };
  const take = (job: HoldingJob) => held[job].splice(0);
  return {
    ...jobs,
    async holdFiles(job, files, first) {
      if (first) held[job] = [];
      held[job].push(...files);
    },
    importFiles(request, onProgress) {
      const files = take('importFiles').map((each) => ({ ...each, className: each.className ?? '' }));
      return jobs.importFiles({ ...request, files }, onProgress);
    },
    classify: (request, onRows) => jobs.classify({ ...request, files: take('classify') }, onRows),
  };
}
