import { useEffect } from 'react';
import type { ModelSummary } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { EmptyStage } from '../components/EmptyStage.tsx';
import { FileInput } from '../components/FileInput.tsx';
import { formatDate } from '../components/format.ts';
import { ClassifyIcon, FolderIcon } from '../components/icons.tsx';
import { MedicalNote } from '../components/MedicalNote.tsx';
import { takeFiles } from '../drop/takeFiles.ts';
import type { DroppedFile } from '../droppedFiles.ts';
import { jobs } from '../jobs.ts';
import { chosenModel, showStage, useWorkspace, type WorkspaceState } from '../workspace.ts';
import { Caution } from './Caution.tsx';
import { ClassifyProgressBar } from './ClassifyProgressBar.tsx';
import { ClassifyResults } from './ClassifyResults.tsx';
import styles from './ClassifyStage.module.css';
import { classifyFiles } from './classifyFiles.ts';
import type { Classified } from './classifyState.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { SingleResult } from './SingleResult.tsx';
import { VolumeSlices } from './VolumeSlices.tsx';
import { sayVolumes } from './volumeWords.ts';

const take = (files: readonly DroppedFile<File>[]) => void takeFiles(files, 'classify');

/** New scans, and what the network says of them. */
export function ClassifyStage() {
  const model = useWorkspace(chosenModel);
  const classifying = useWorkspace((state) => state.classifying);
  const classifiedBy = useWorkspace(modelOfResults);
  const modelId = model?.id;
  useEffect(() => {
    if (modelId) jobs.readyToClassify(modelId).catch(() => {}); // classifying itself says what is wrong
  }, [modelId]);
  if (!model) return <NoModel />;
  const running = classifying.step === 'running';
  const [row] = classifying.step === 'idle' ? [] : classifying.rows;
  const [file] = classifying.step === 'idle' ? [] : classifying.files;
  const single = classifying.step !== 'idle' && isOneScan(classifying);
  return (
    <div className={styles.stage}>
      <h1 className="visually-hidden">Classify scans</h1>
      <header className={styles.head}>
        <ModelChoice model={model} />
        <div className={styles.actions}>
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
      {running ? <ClassifyProgressBar state={classifying} /> : null}
      {classifying.step === 'idle' ? <NothingYet /> : null}
      {classifying.step === 'done' && classifying.modelId !== model.id ? (
        <OtherModel model={classifiedBy} above={model} results={classifying} />
      ) : null}
      {classifying.step !== 'idle' && classifying.volumes ? (
        <VolumeSlices
          key={sayVolumes(classifying.volumes)}
          state={classifying}
          volumes={classifying.volumes}
          trainedOn={classifiedBy?.card.data.volumes ?? null}
        />
      ) : null}
      {single && row && file && classifiedBy ? (
        <SingleResult row={row} file={file} volumes={classifying.volumes} model={classifiedBy} />
      ) : null}
      {classifying.step !== 'idle' && !single && classifiedBy ? (
        <ClassifyResults state={classifying} model={classifiedBy} />
      ) : null}
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
    <Caution
      action={
        <Button onClick={() => void classifyFiles(results.files, results.refused)}>Again, with this model</Button>
      }
    >
      {from}
    </Caution>
  );
}

/** The model that gave the results that are shown; it may have been deleted since. */
function modelOfResults({ classifying, models }: WorkspaceState): ModelSummary | null {
  if (classifying.step === 'idle') return null;
  return models.find(({ id }) => id === classifying.modelId) ?? null;
}

function NoModel() {
  return (
    <EmptyStage
      title="There is no model to classify with yet"
      action={
        <>
          <Button variant="primary" onClick={() => showStage('data')}>
            Start with scans
          </Button>
          <Button onClick={() => showStage('models')}>Add a model file</Button>
        </>
      }
      note="A network that was trained here, or a zip that was downloaded from Axial on another machine."
    />
  );
}

function NothingYet() {
  return (
    <div className={styles.zone}>
      <p className={styles.invitation}>Drop one scan to see it large, or a folder of thousands for a table</p>
      <p className="quiet dense">
        JPEG, PNG, TIFF, WebP, GIF, BMP, DICOM, NIfTI, alone, in folders or in a zip. Nothing leaves this device.
      </p>
      <MedicalNote />
    </div>
  );
}
