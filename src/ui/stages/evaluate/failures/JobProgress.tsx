import { Progress } from '../../../components/Progress.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import type { JobState } from '../../../components/useJob.ts';

type JobProgressProps = { readonly job: JobState<unknown>; readonly label: string };

/** How far a job is, or why it failed; nothing once it has answered. */
export function JobProgress({ job, label }: JobProgressProps) {
  if (job.failure) return <StatusLine tone="bad">{job.failure}</StatusLine>;
  if (job.value !== null) return null;
  return <Progress label={label} value={job.share > 0 ? job.share : null} max={1} detail="" />;
}
