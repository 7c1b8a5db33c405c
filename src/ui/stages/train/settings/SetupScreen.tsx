import { lazy, Suspense, useMemo } from 'react';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import {
  type Hyperparameters,
  hyperparameterFields,
  type LearningRateSchedule,
  refinementNames,
  refinements,
} from '../../../../model/hyperparameters.ts';
import { inspectNetwork } from '../../../../model/inspectNetwork.ts';
import {
  type Augmentation,
  augmentationFields,
  type PreprocessingSpec,
  preprocessingFields,
} from '../../../../preprocessing/preprocessingSpec.ts';
import type { MeasuredStep } from '../../../../training/selfTest/measureStep.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { classNames } from '../../../components/classNames.ts';
import { formatCounted } from '../../../components/text/format.ts';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { UnfinishedImport } from '../../data/import/UnfinishedImport.tsx';
import { InterruptedRun } from '../run/InterruptedRun.tsx';
import { RunSettings } from '../run/RunSettings.tsx';
import { useTraining } from '../run/trainingMachine.ts';
import { isUnkept } from '../run/trainingState.ts';
import { dataName } from '../trainingWords.ts';
import { AugmentationExamples } from './AugmentationExamples.tsx';
import { BackendField, BackendSpeeds } from './backend/BackendField.tsx';
import { useBackendBenchmarks } from './backend/backendBenchmarks.ts';
import { CourseSteps } from './CourseSteps.tsx';
import { Disclosure } from './Disclosure.tsx';
import { editRequest, useDraft } from './draft/draftStore.ts';
import { trainingBlocker } from './draft/trainingBlocker.ts';
import { draftFor, type TrainingDraft } from './draft/trainingDraft.ts';
import { NetworkEditor } from './network/NetworkEditor.tsx';
import { Setting } from './Setting.tsx';
import styles from './SetupScreen.module.css';
import { SplitFields } from './SplitFields.tsx';
import { StartFromFields } from './StartFromFields.tsx';
import { StartRun } from './StartRun.tsx';
import { splitProblem } from './settingsProblem.ts';

const RecipeCard = lazy(async () => ({ default: (await import('../recipe/RecipeCard.tsx')).RecipeCard }));

type SetupScreenProps = {
  readonly dataSet: DataSetView;
  /** Stands below a run that has ended. */
  readonly again: boolean;
};

/** What is trained, and how, before it begins. */
export function SetupScreen({ dataSet, again }: SetupScreenProps) {
  const draft = useDraft();
  const run = useWorkspace((workspace) => workspace.run);
  return (
    <div className="stage">
      <header className={classNames('row', styles.head)}>
        {again ? <h2>Train another</h2> : <h1 tabIndex={-1}>Train a network</h1>}
        <p className="quiet">
          On {formatCounted(dataSet.scans.length, 'scan')} of {dataSet.classes.length} classes from {dataName(dataSet)}
        </p>
      </header>
      <Suspense fallback={null}>
        <RecipeCard dataSet={dataSet} />
      </Suspense>
      {run ? <InterruptedRun run={run} /> : null}
      {dataSet.unfinished ? <UnfinishedImport dataSet={dataSet} unfinished={dataSet.unfinished} /> : null}
      <SetupForm dataSet={dataSet} draft={draftFor(draft, dataSet)} />
    </div>
  );
}

type SetupFormProps = {
  readonly dataSet: DataSetView;
  readonly draft: TrainingDraft;
};

function SetupForm({ dataSet, draft }: SetupFormProps) {
  const { request } = draft;
  const unkept = useTraining(isUnkept);
  const models = useWorkspace((state) => state.models);
  const importing = useWorkspace((state) => state.importing.step === 'importing');
  const classCount = dataSet.classes.length;
  const comesSplit = useMemo(
    () => new Set(dataSet.scans.map(({ subset }) => subset ?? 'training')).size > 1,
    [dataSet.scans],
  );
  const inspection = useLatestQuery(
    { network: request.network, preprocessing: request.preprocessing, classCount },
    async (each) => inspectNetwork(each.network, each.preprocessing, each.classCount),
  );
  const splitQuestion =
    splitProblem(request.split) === null ? { settings: request.split, version: dataSet.version.hash } : null;
  const split = useLatestQuery(splitQuestion, ({ settings }) => jobs.splitSummary(settings));
  const backends = useLatestQuery('backends', () => jobs.backends());
  const failure = [inspection, split].find((answer) => answer.step === 'failed');
  const obstacle =
    failure?.step === 'failed'
      ? failure.reason
      : trainingBlocker({
          dataSet,
          importing,
          unkept,
          request,
          models,
          inspection: inspection.step === 'answered' ? inspection.value : null,
          split: split.step === 'answered' ? split.value : null,
          backends: backends.step === 'answered' ? backends.value : null,
        });
  const trainable = obstacle === null && inspection.step === 'answered' && inspection.fresh;
  const step = trainable ? stepOf(request, classCount) : null;
  const speeds = useBackendBenchmarks(step, request.backend === 'auto');
  return (
    <div className="stack gap-4">
      <RunSettings
        comesSplit={comesSplit}
        draft={draft}
        parameters={inspection.step === 'answered' ? inspection.value.parameters : null}
        split={split}
        backend={<BackendField backend={request.backend} backends={backends} state={speeds.state} />}
      />
      <div className="stack">
        <CourseSteps dataSet={dataSet} draft={draft} />
        <OptimizerFields settings={request.hyperparameters} />
        <AugmentationFields
          augmentation={request.augmentation}
          preprocessing={request.preprocessing}
          dataSet={dataSet}
        />
        <SplitFields settings={request.split} classes={dataSet.classes} split={split} />
        <StartFromFields request={request} dataSet={dataSet} />
        <NetworkEditor network={request.network} classes={dataSet.classes} inspection={inspection} />
        <BackendSpeeds backends={backends} measurable={step !== null} {...speeds} />
      </div>
      <StartRun
        request={request}
        split={split.step === 'answered' && split.value.problem === null ? split.value : null}
        figures={speeds.state}
        obstacle={obstacle}
      />
    </div>
  );
}

/** What the backends are measured at. */
function stepOf({ network, preprocessing, hyperparameters }: TrainingRequest, classCount: number): MeasuredStep {
  const { size, depth } = preprocessing;
  return { network, input: { size, depth }, classCount, batchSize: hyperparameters.batchSize };
}

const CHANGES = Object.keys(augmentationFields) as (keyof Augmentation)[];

type VariationSettingsProps = {
  readonly augmentation: Augmentation;
  readonly preprocessing: PreprocessingSpec;
  readonly dataSet: DataSetView;
};

/** How training scans are varied, and how every scan is brought into the square. */
function AugmentationFields({ augmentation, preprocessing, dataSet }: VariationSettingsProps) {
  const { harmonised } = dataSet; // then the data set says how scans are fitted
  return (
    <Disclosure title="Data augmentation" values={summary(augmentation, preprocessing)}>
      <p className="quiet dense">
        Every training scan is changed a little at random each time, so that the network generalises. Validation and
        test scans are never changed.
      </p>
      <AugmentationExamples dataSet={dataSet} augmentation={augmentation} preprocessing={preprocessing} />
      {CHANGES.map((name) => (
        <Setting
          key={name}
          fields={augmentationFields}
          name={name}
          values={augmentation}
          onChange={(changed) => editRequest('augmentation', changed)}
        />
      ))}
      <Setting
        fields={preprocessingFields}
        name="fit"
        values={preprocessing}
        disabled={harmonised}
        onChange={(changed) => editRequest('preprocessing', changed)}
        {...(harmonised ? { hint: 'The data set is harmonised. Undo that in Data to choose here.' } : {})}
      />
    </Disclosure>
  );
}

function summary(augmentation: Augmentation, { fit }: PreprocessingSpec): string {
  const on = CHANGES.filter((name) => augmentation[name]).map((name) => {
    const field = augmentationFields[name];
    return field.type === 'flag' ? (field.name ?? '') : (field.toggle?.label.toLowerCase() ?? '');
  });
  return `${on.length === 0 ? 'none' : on.join(', ')}; ${fit}`;
}

const SHORT: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'constant learning rate',
  cosine: 'cosine',
  'reduce-on-plateau': 'reduce on plateau',
};

/** How the step size changes, how classes weigh, when to stop, and refinements. The optimizer is Adam. */
function OptimizerFields({ settings }: { readonly settings: Hyperparameters }) {
  const shared = {
    fields: hyperparameterFields,
    values: settings,
    onChange: (fields: Partial<Hyperparameters>) => editRequest('hyperparameters', fields),
  };
  return (
    <Disclosure title="Optimizer and stopping" values={optimizerSummary(settings)}>
      <Setting {...shared} name="schedule" />
      <Setting {...shared} name="classWeights" />
      <Setting {...shared} name="patience" />
      {refinements.map((name) => (
        <Setting key={name} {...shared} name={name} />
      ))}
    </Disclosure>
  );
}

function optimizerSummary(settings: Hyperparameters): string {
  const { schedule, classWeights, patience } = settings;
  const weights = classWeights ? 'class weights' : 'no class weights';
  const stopping = patience === null ? 'no early stopping' : `patience ${patience}`;
  return [SHORT[schedule], weights, stopping, ...refinementNames(settings)].join(', ');
}
