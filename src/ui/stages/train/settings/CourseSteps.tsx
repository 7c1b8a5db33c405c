import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { courseSteps } from '../../../../model/presets.ts';
import { Button } from '../../../components/Button.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { chooseStep, stepResult, trainedStep } from './courseSteps.ts';
import { Disclosure } from './Disclosure.tsx';
import { editDraft } from './draft/draftStore.ts';
import type { TrainingDraft } from './draft/trainingDraft.ts';

type CourseStepsProps = { readonly dataSet: DataSetView; readonly draft: TrainingDraft };

/** A lesson: what each change brings that leads from the course's network to the recommended one. */
export function CourseSteps({ dataSet, draft }: CourseStepsProps) {
  const models = useWorkspace((workspace) => workspace.models);
  const chosen = draft.request.network.preset;
  const trained = courseSteps.map((step) => trainedStep(step, models, dataSet.version.hash));
  const done = trained.filter((model) => model !== null).length;
  return (
    <Disclosure
      title="Course CNN, improved step by step"
      values={`a lesson: ${done} of ${courseSteps.length} networks trained`}
    >
      <p className="quiet dense">
        Each step adds one change to those before it. Train them one after the other and compare. Each is
        cross-validated, unless you choose otherwise below: on one split the ranking is partly chance. A difference
        smaller than the intervals may be chance all the same.
      </p>
      <ol className="stack gap-3">
        {courseSteps.map((step, place) => {
          const model = trained[place];
          const isChosen = chosen === step.preset.id;
          return (
            <li key={step.preset.id} className="line spread gap-4">
              <div>
                <b>{step.change}</b>
                <p className="quiet dense">{step.why}</p>
                <p className="dense">{model ? stepResult(model) : 'Not trained on this data set yet.'}</p>
              </div>
              <Button small disabled={isChosen} onClick={() => editDraft((before) => chooseStep(before, step))}>
                {isChosen ? 'Chosen' : `Choose step ${place}`}
              </Button>
            </li>
          );
        })}
      </ol>
    </Disclosure>
  );
}
