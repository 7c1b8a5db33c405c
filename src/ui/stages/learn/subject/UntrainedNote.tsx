import { coursePreset } from '../../../../model/presets.ts';
import { Button } from '../../../components/Button.tsx';
import { Warning } from '../../../components/layout/Warning.tsx';
import { attempt } from '../../../workspace/jobs.ts';
import { showStage, useWorkspace } from '../../../workspace/workspace.ts';

/** Its filters are random: what that means, and the way to one that has learned. */
export function UntrainedNote() {
  const canTrain = useWorkspace(({ dataSet }) => dataSet !== null && dataSet.classes.length > 1);
  const sample = useWorkspace((state) => state.sample.step);
  if (sample === 'training')
    return (
      <Warning>Random weights so far. A network is being trained on the sample; it takes this one’s place.</Warning>
    );
  return (
    <Warning
      action={
        canTrain ? (
          <Button small onClick={() => void attempt(toCourseNetwork)}>
            Train the Course CNN
          </Button>
        ) : null
      }
    >
      Random weights.
    </Warning>
  );
}

/** The form of Train, filled in. */
async function toCourseNetwork(): Promise<void> {
  const [{ editDraft }, { choosePreset }] = await Promise.all([
    import('../../train/settings/draft/draftStore.ts'),
    import('../../train/settings/draft/trainingDraft.ts'),
  ]);
  editDraft((draft) => choosePreset(draft, coursePreset));
  showStage('train');
}
