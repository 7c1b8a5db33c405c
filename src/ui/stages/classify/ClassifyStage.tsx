import { useEffect, useState } from 'react';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { FORMAT_LABELS } from '../../../decoding/formats/descriptions.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { FileInput } from '../../components/form/FileInput.tsx';
import { VolumeFields } from '../../components/form/VolumeFields.tsx';
import { isVolumeChoice } from '../../components/form/volumeLimits.ts';
import { ClassifyIcon, FolderIcon } from '../../components/icons.tsx';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { Warning } from '../../components/layout/Warning.tsx';
import { Progress } from '../../components/Progress.tsx';
import { formatCount, formatCounted, formatDate, formatRate, formatTimeLeft } from '../../components/text/format.ts';
import { MedicalNote } from '../../components/text/MedicalNote.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import type { DroppedFile } from '../../drop/droppedFiles.ts';
import { handleDrop } from '../../drop/handleDrop.ts';
import { jobs } from '../../workspace/jobs.ts';
import { chosenModel, showStage, useWorkspace, type WorkspaceState } from '../../workspace/workspace.ts';
import styles from './ClassifyStage.module.css';
import { classifyFiles, stopClassifying } from './classifyFiles.ts';
import { type Classified, type ClassifyState, isClassified } from './classifyState.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { ClassifyResults } from './results/ClassifyResults.tsx';
import { SingleResult } from './verdict/SingleResult.tsx';
import { volumesHint, volumesSentence } from './volumeWords.ts';

const take = (files: readonly DroppedFile<File>[]) => void handleDrop(files, 'classify');

/** New scans, and what the network says of them. */
export function ClassifyStage() {
  const model = useWorkspace(chosenModel);
  const classifying = useWorkspace((state) => state.classifying);
  const classifiedBy = useWorkspace(modelOfResults);
  const modelId = model?.id;
  useEffect(() => {
    if (modelId) jobs.readyToClassify(modelId).catch(() => {}); // classifying itself says what is wrong
  }, [modelId]);
  const waiting = classifying.step === 'waiting' ? classifying : null;
  useEffect(() => {
    if (modelId && waiting) void classifyFiles(waiting.files, waiting.refused);
  }, [modelId, waiting]);
  if (!model) return <NoModel waiting={waiting?.files.length ?? 0} />;
  const running = classifying.step === 'running';
  const results = isClassified(classifying) ? classifying : null;
  const [row] = results?.rows ?? [];
  const [file] = results?.files ?? [];
  const single = results !== null && isOneScan(results);
  return (
    <div className="stage">
      <h1 className="visually-hidden">Classify scans</h1>
      <header className={classNames('row spread', styles.head)}>
        <ModelChoice model={model} />
        <div className={classNames('row', styles.actions)}>
          <FileInput
            label="Scans to classify"
            icon={<ClassifyIcon />}
            multiple
            primary
            disabled={running}
            onFiles={take}
          />
          <FileInput label="Folder of scans" icon={<FolderIcon />} folders disabled={running} onFiles={take} />
        </div>
      </header>
      {results && running ? <ClassifyProgressBar state={results} /> : null}
      {results?.step === 'done' && results.modelId !== model.id ? (
        <OtherModel model={classifiedBy} above={model} results={results} />
      ) : null}
      {results?.volumes ? (
        <VolumeSlices
          key={volumesSentence(results.volumes)}
          state={results}
          volumes={results.volumes}
          trainedOn={classifiedBy?.card.data.volumes ?? null}
        />
      ) : null}
      {single && row && file && classifiedBy ? (
        <SingleResult row={row} file={file} volumes={results.volumes} model={classifiedBy} />
      ) : null}
      {classifying.step === 'idle' || (single && row && row.status !== 'classified') ? <NothingYet /> : null}
      {results && !single && classifiedBy ? <ClassifyResults state={results} model={classifiedBy} /> : null}
    </div>
  );
}

/** One file, unless it holds many slices. */
function isOneScan({ files, rows, progress }: Classified): boolean {
  return files.length === 1 && rows.length <= 1 && (progress?.total ?? 1) === 1;
}

type OtherModelProps = {
  /** What gave the results that are shown; null where it was deleted since. */
  readonly model: ModelSummary | null;
  /** Named above them. */
  readonly above: ModelSummary;
  readonly results: Classified;
};

/** Directly over results that are not of the model named above them. */
function OtherModel({ model, above, results }: OtherModelProps) {
  const ofDate = model?.name === above.name ? ` of ${formatDate(model.createdAt)}` : '';
  const from = model
    ? `These results are from ${model.name}${ofDate}${model.card.data.synthetic ? ', trained on synthetic scans' : ''}.`
    : 'The model that gave these results was deleted.';
  return (
    <Warning
      action={
        <Button onClick={() => void classifyFiles(results.files, results.refused)}>
          Classify again with this model
        </Button>
      }
    >
      {from}
    </Warning>
  );
}

/** The model that gave the results that are shown; it may have been deleted since. */
function modelOfResults({ classifying, models }: WorkspaceState): ModelSummary | null {
  if (!isClassified(classifying)) return null;
  return models.find(({ id }) => id === classifying.modelId) ?? null;
}

function NoModel({ waiting }: { readonly waiting: number }) {
  return (
    <EmptyStage
      title="No model yet"
      action={
        <>
          <Button variant="primary" onClick={() => showStage('data')}>
            Start with scans
          </Button>
          <Button onClick={() => showStage('models')}>Add a model file</Button>
        </>
      }
      note="Train a network here, or add a zip downloaded from Axial."
    >
      {waiting > 0 ? (
        <p role="status">
          {waiting === 1 ? 'Your scan waits' : `Your ${formatCounted(waiting, 'scan')} wait`} on this page, to be
          classified as soon as there is a model.
        </p>
      ) : null}
    </EmptyStage>
  );
}

function NothingYet() {
  return (
    <div className={classNames('zone gap-3', styles.zone)}>
      <p className="large">Drop one scan to see it large, or a folder of thousands for a table</p>
      <p className="quiet dense">{FORMAT_LABELS}, alone, in folders or in a zip. Nothing leaves this device.</p>
      <MedicalNote />
    </div>
  );
}

type ClassifyProgressBarProps = { readonly state: Extract<ClassifyState, { step: 'running' | 'done' }> };

function ClassifyProgressBar({ state }: ClassifyProgressBarProps) {
  const { progress, files, stopped } = state;
  const { attempt, failure } = useAttempt();
  return (
    <Progress
      label={files.length === 1 ? 'Classifying the scan' : `Classifying ${formatCounted(files.length, 'file')}`}
      value={progress?.done ?? null}
      max={progress?.total ?? 1}
      detail={
        progress
          ? `${formatCount(progress.done)} of ${formatCount(progress.total)} · ${formatRate(progress.scansPerSecond)} · ${formatTimeLeft(progress.secondsLeft)}`
          : 'Loading the model'
      }
      failure={failure}
      action={
        <Button disabled={stopped} onClick={() => void attempt(stopClassifying)}>
          Stop
        </Button>
      }
    />
  );
}

type VolumeSlicesProps = {
  readonly state: Classified;
  /** Those that were looked at. */
  readonly volumes: VolumeChoice;
  /** Those that the network was trained on; null where that is not known. */
  readonly trainedOn: VolumeChoice | null;
};

/** Which slices of volumes were looked at, and a way to look at others. */
function VolumeSlices({ state, volumes, trainedOn }: VolumeSlicesProps) {
  const [chosen, setChosen] = useState(volumes);
  return (
    <details>
      <summary>Slices of volumes: {volumesSentence(volumes)}</summary>
      <div className="stack gap-3 start">
        <VolumeFields volumes={chosen} onChange={setChosen}>
          {volumesHint(trainedOn)}
        </VolumeFields>
        <Button
          small
          disabled={
            state.step === 'running' || !isVolumeChoice(chosen) || volumesSentence(chosen) === volumesSentence(volumes)
          }
          onClick={() => void classifyFiles(state.files, state.refused, chosen)}
        >
          Look at these instead
        </Button>
      </div>
    </details>
  );
}
