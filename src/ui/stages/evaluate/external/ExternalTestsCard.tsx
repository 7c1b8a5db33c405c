import { useState } from 'react';
import { UserError } from '../../../../dataset/userError.ts';
import type { ClassifyProgress } from '../../../../worker/jobs/jobOptions.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { FileInput } from '../../../components/form/FileInput.tsx';
import { FolderIcon } from '../../../components/icons.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount, formatRate, formatTimeLeft } from '../../../components/text/format.ts';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { type DroppedFile, inOrder } from '../../../drop/droppedFiles.ts';
import { openedFiles } from '../../../drop/openedFiles.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { startReview } from '../../data/import/review/startReview.ts';
import { ExternalResult } from './ExternalResult.tsx';
import { type ExternalSet, ExternalSetup } from './ExternalSetup.tsx';
import { matchClasses } from './matchClasses.ts';

type ExternalTestsProps = {
  readonly detail: ModelDetail;
  /** The model has changed: read it again. */
  readonly onChange: () => void;
};

type Step =
  | { readonly step: 'idle' }
  | { readonly step: 'setup'; readonly set: ExternalSet }
  | { readonly step: 'running'; readonly progress: ClassifyProgress | null; readonly stop: () => void };

const IDLE: Step = { step: 'idle' };

/** How the model does on labelled scans from elsewhere. */
export function ExternalTestsCard({ detail, onChange }: ExternalTestsProps) {
  const [state, setState] = useState<Step>(IDLE);
  const { attempt, failure } = useAttempt();
  const { card, externalTests } = detail;
  const take = (files: readonly DroppedFile<File>[]) =>
    attempt(async () => {
      const set = await readSet(files, card.classes);
      if (set) setState({ step: 'setup', set });
    });
  const run = (set: ExternalSet) =>
    attempt(async () => {
      const stopping = new AbortController();
      const stop = () => stopping.abort();
      setState({ step: 'running', progress: null, stop });
      try {
        await jobs.testExternally(requestOf(detail.id, set), {
          onProgress: (progress) => setState({ step: 'running', progress, stop }),
          signal: stopping.signal,
        });
        onChange();
      } catch (reason) {
        if (!stopping.signal.aborted) throw reason;
      } finally {
        for (const id of set.archives) void jobs.closeArchive(id);
        setState(IDLE);
      }
    });
  return (
    <Card title="External test">
      <p className="quiet">
        Scans from another source, in a folder for each class, show what to expect elsewhere. They train nothing;
        duplicates of training scans are left out.
      </p>
      {externalTests.map((test) => (
        <ExternalResult
          key={test.id}
          card={card}
          test={test}
          onDelete={() => attempt(() => jobs.deleteExternalTest(detail.id, test.id).then(onChange))}
        />
      ))}
      {state.step === 'idle' ? (
        <div className="row">
          <FileInput
            label={externalTests.length > 0 ? 'Test on another set' : 'Folders of labelled scans'}
            icon={<FolderIcon />}
            folders
            onFiles={(files) => void take(files)}
          />
          <FileInput label="Zip" accept=".zip" onFiles={(files) => void take(files)} />
        </div>
      ) : null}
      {state.step === 'setup' ? (
        <ExternalSetup
          set={state.set}
          classes={card.classes}
          onChange={(set) => setState({ step: 'setup', set })}
          onRun={() => void run(state.set)}
          onCancel={() => setState(IDLE)}
        />
      ) : null}
      {state.step === 'running' ? <Testing progress={state.progress} onStop={state.stop} /> : null}
      {failure}
    </Card>
  );
}

/** Null where the user stopped the reading. @throws Error in words where no folder holds scans */
async function readSet(files: readonly DroppedFile<File>[], classes: readonly string[]): Promise<ExternalSet | null> {
  const opened = await openedFiles(files);
  if (!opened) return null;
  const readTable: typeof jobs.labelTable = (...asked) => jobs.labelTable(...asked);
  const review = await startReview(await inOrder(opened.files), null, [], { readTable });
  const found = review.classes.filter(({ included, fileIndices }) => included && fileIndices.length > 0);
  if (found.length === 0) {
    throw new UserError(
      'no-class-folders',
      {},
      'These files are in no folder that names their class. Choose the folder that holds one folder for each class.',
    );
  }
  const matched = matchClasses(
    found.map(({ folder }) => folder),
    classes,
  );
  return {
    ...{ name: review.dataSetName, files: review.files, volumes: review.volumes, archives: opened.archives },
    folders: found.map(({ folder, fileIndices }, place) => ({
      ...{ folder, fileIndices, classIndex: matched[place]?.classIndex ?? null },
    })),
  };
}

function requestOf(modelId: string, { name, files, folders, volumes }: ExternalSet) {
  return {
    ...{ modelId, name, ...(volumes && { volumes }) },
    files: folders.flatMap(({ fileIndices, classIndex }) =>
      fileIndices.flatMap((index) => {
        const file = files[index];
        return file && classIndex !== null ? [{ ...file, classIndex }] : [];
      }),
    ),
  };
}

function Testing({ progress, onStop }: { readonly progress: ClassifyProgress | null; readonly onStop: () => void }) {
  const detail = progress
    ? `${formatCount(progress.done)} of ${formatCount(progress.total)} · ${formatRate(progress.scansPerSecond)} · ${formatTimeLeft(progress.secondsLeft)}`
    : 'Loading the model';
  return (
    <Progress
      label="Testing on the external set"
      value={progress?.done ?? null}
      max={progress?.total ?? 1}
      detail={detail}
      action={
        <Button small onClick={onStop}>
          Stop
        </Button>
      }
    />
  );
}
