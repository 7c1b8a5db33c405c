import type { ViewedPicture } from '../../../../worker/jobs/view/viewProtocol.ts';
import { type JobState, useJob } from '../../../components/useJob.ts';
import type { LearnScan } from '../subject/subject.ts';

/** The scan at full size, in its own units. */
export function useFullScan({ key, source }: LearnScan): JobState<ViewedPicture> {
  return useJob(key, () => source.load());
}
