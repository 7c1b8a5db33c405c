import type { WorkspaceState } from './workspace.ts';

/** Whether something goes on, or was chosen and not yet used, that a reload would take from the user. */
export function hasWorkInProgress(
  state: Pick<WorkspaceState, 'importing' | 'classifying' | 'sample' | 'stageLines' | 'unsavedTraining'>,
): boolean {
  const { importing, classifying, sample, stageLines, unsavedTraining } = state;
  return (
    importing.step === 'review' ||
    importing.step === 'importing' ||
    classifying.step === 'running' ||
    stageLines.train?.state === 'busy' ||
    unsavedTraining ||
    !['idle', 'done', 'ended'].includes(sample.step)
  );
}
