import { lazy, Suspense, useEffect, useState } from 'react';
import type { StoredBytes } from '../../../worker/jobs/workspace/workspaceProtocol.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { FileInput } from '../../components/form/FileInput.tsx';
import { FileIcon, TrashIcon } from '../../components/icons.tsx';
import { Card } from '../../components/layout/Card.tsx';
import { ConfirmDialog } from '../../components/layout/ConfirmDialog.tsx';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { formatCounted } from '../../components/text/format.ts';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import type { DroppedFile } from '../../drop/droppedFiles.ts';
import { deleteBrokenModel, importModel, jobs } from '../../workspace/jobs.ts';
import { showStage, useWorkspace } from '../../workspace/workspace.ts';
import { ModelCardView } from './ModelCardView.tsx';
import styles from './ModelsStage.module.css';
import { removeAndFocusNext } from './removeAndFocusNext.ts';
import { RunsCard } from './runs/RunsCard.tsx';
import { storageSentence } from './storageWords.ts';

const MoveDialog = lazy(async () => ({ default: (await import('./move/MoveDialog.tsx')).MoveDialog }));

function MoveButton() {
  const ask = () => void import('./move/moveState.ts').then(({ askWhatToMove }) => askWhatToMove());
  return (
    <Button variant="quiet" aria-haspopup="dialog" onClick={ask}>
      Move everything…
    </Button>
  );
}

/** What was trained here or brought from elsewhere. */
export function ModelsStage() {
  const models = useWorkspace((state) => state.models);
  const broken = useWorkspace((state) => state.brokenModels);
  const moving = (
    <Suspense fallback={null}>
      <MoveDialog />
    </Suspense>
  );
  if (models.length === 0 && broken.length === 0)
    return (
      <>
        <NoModels />
        {moving}
      </>
    );
  return (
    <div className={classNames('stage', styles.stage)}>
      <header className="row spread">
        <h1>Models</h1>
        <div className="row">
          <AddModel />
          <MoveButton />
        </div>
      </header>
      {moving}
      <StatusLine>{formatCounted(models.length, 'model')} in this browser, newest first.</StatusLine>
      <StorageUse />
      <p className="quiet dense">
        Results are from the test set, while it is sealed from the validation set. Where patients are unknown, one
        patient may have scans in training and test.
      </p>
      {models.length >= 2 ? <RunsCard models={models} /> : null}
      <ul className="stack gap-3">
        {models.map((model) => (
          <li key={model.id}>
            <ModelCardView model={model} />
          </li>
        ))}
        {broken.map(({ id, reason }) => (
          <li key={id}>
            <BrokenModel id={id} reason={reason} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function BrokenModel({ id, reason }: { readonly id: string; readonly reason: string }) {
  /** The button that asked. */
  const [deleting, setDeleting] = useState<HTMLElement | null>(null);
  return (
    <Card title="Unreadable model">
      <StatusLine tone="bad">{reason}</StatusLine>
      <Button variant="quiet" onClick={(event) => setDeleting(event.currentTarget)}>
        <TrashIcon />
        Delete
      </Button>
      {deleting ? (
        <ConfirmDialog
          title="Delete the unreadable model?"
          confirm="Delete model"
          onConfirm={() => removeAndFocusNext(deleting, () => deleteBrokenModel(id))}
          onClose={() => setDeleting(null)}
        >
          <p>You cannot undo this.</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

function AddModel() {
  const { attempt, failure } = useAttempt();
  const add = async (files: readonly DroppedFile<File>[]) => {
    for (const { file } of files)
      await attempt(async () =>
        file.name.endsWith('.axial')
          ? (await import('./move/moveState.ts')).openWorkspaceFile(file)
          : file.name.endsWith('.json')
            ? (await import('../train/recipe/recipeStore.ts')).openRecipe(file)
            : importModel(file),
      );
  };
  return (
    <>
      <FileInput
        label="Model file"
        icon={<FileIcon />}
        accept=".zip,.keras,.onnx,.json,.axial"
        onFiles={(files) => void add(files)}
      />
      {failure}
    </>
  );
}

function NoModels() {
  const hasScans = useWorkspace((state) => state.dataSet !== null);
  return (
    <EmptyStage
      title="No model yet"
      action={
        <>
          <Button variant="primary" onClick={() => showStage('data')}>
            Start with scans
          </Button>
          <AddModel />
          {hasScans ? <MoveButton /> : null}
        </>
      }
      note="A network trained here is saved at once. A model file is what Axial downloaded, or a .keras file of Keras 3."
    />
  );
}

/** Until models that were deleted are gone for good. */
const ASK_AGAIN_MS = 3000;

/** One line: what the storage of this page is used for. */
function StorageUse() {
  const models = useWorkspace((state) => state.models);
  const dataSet = useWorkspace((state) => state.dataSet);
  const [stored, setStored] = useState<StoredBytes | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when either changes
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = true;
    const ask = async () => {
      const answer = await jobs.storedBytes();
      if (!shown) return;
      setStored(answer);
      if (answer.deletedModels > 0) timer = setTimeout(() => void ask().catch(() => {}), ASK_AGAIN_MS);
    };
    void ask().catch(() => {}); // the line is left out
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [models, dataSet]);
  return stored ? <p className="quiet dense">{storageSentence(stored)}</p> : null;
}
