import { lazy, Suspense, useId, useState } from 'react';
import { patientsSentence } from '../../../dataset/patients.ts';
import { testingWords } from '../../../dataset/split/splitWords.ts';
import { LISTED_METRICS, METRICS } from '../../../evaluation/metrics/metrics.ts';
import { isOfUnknownData, type ModelCard } from '../../../model/card/card.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { classNames } from '../../components/classNames.ts';
import { TextField } from '../../components/form/TextField.tsx';
import { DownloadIcon, PencilIcon, TrashIcon } from '../../components/icons.tsx';
import { ConfirmDialog } from '../../components/layout/ConfirmDialog.tsx';
import { Dialog } from '../../components/layout/Dialog.tsx';
import { DefinitionList } from '../../components/text/DefinitionList.tsx';
import { formatBytes, formatCount, formatDate, formatMetric } from '../../components/text/format.ts';
import { useAttempt } from '../../components/useAttempt.tsx';
import { DownloadModel } from '../../DownloadModel.tsx';
import { deleteModel, jobs, measureModel, renameModel } from '../../workspace/jobs.ts';
import type { Stage } from '../../workspace/stage.ts';
import { chooseModel, chosenModel, showStage, useWorkspace } from '../../workspace/workspace.ts';
import styles from './ModelsStage.module.css';
import {
  dataWords,
  metricName,
  networkWords,
  originWords,
  parentWords,
  splitWords,
  statedBy,
  versionWords,
} from './modelWords.ts';
import { NotesDialog } from './NotesDialog.tsx';
import { removeAndFocusNext } from './removeAndFocusNext.ts';

const DescribeDialog = lazy(async () => ({ default: (await import('./DescribeDialog.tsx')).DescribeDialog }));

/** A model with its figures, where they are from, and what can be done with it. */
export function ModelCardView({ model }: { readonly model: ModelSummary }) {
  const id = useId();
  const chosen = useWorkspace((state) => chosenModel(state)?.id === model.id);
  const { card } = model;
  const stated = statedBy(model);
  const version = useWorkspace(({ dataSet }) => versionWords(card, dataSet));
  return (
    <article className={classNames('panel stack gap-3', chosen && styles.chosen)} aria-labelledby={id} tabIndex={-1}>
      <div className={classNames('row', styles.title)}>
        <h2 id={id}>{model.name}</h2>
        {chosen ? <Chip tone="accent">in use</Chip> : null}
        {card.data.synthetic ? <Chip tone="caution">synthetic scans</Chip> : null}
        {model.imported ? <Chip>from a file</Chip> : null}
        {card.split.kind === 'random' && card.split.testScansWithTwin > 0 ? (
          <Chip tone="caution">inflated by duplicates</Chip>
        ) : null}
        {card.thresholdFrom === 'hand' ? (
          <Chip tone="caution" title="Chosen after the test set was seen, so results at it are optimistic.">
            threshold chosen after the test
          </Chip>
        ) : null}
      </div>
      <Figures model={model} />
      {stated && card.figures.n > 0 ? <p className="quiet dense">Figures {stated}.</p> : null}
      <div className={styles.entries}>
        <DefinitionList
          entries={[
            ['From', originWords(card)],
            ...(isOfUnknownData(card) ? [] : dataEntries(card, version)),
            ['Network', networkWords(card)],
            ['Started from', parentWords(card)],
            ['Fingerprint', model.fingerprint === null ? null : <code key="fingerprint">{model.fingerprint}</code>],
            ['Notes', model.notes || null],
            ['Stored', `${formatBytes(model.bytes)}, ${formatDate(model.createdAt)}`],
          ]}
        />
      </div>
      <Actions model={model} nameId={id} />
    </article>
  );
}

function dataEntries(card: ModelCard, version: string | null): [string, string | null][] {
  return [
    ['Data', version === null ? dataWords(card) : `${dataWords(card)}; ${version}`],
    ['Split', splitWords(card)],
    ['Patients', patientsSentence(card.data.patients, card.split.kind)],
  ];
}

function Figures({ model }: { readonly model: ModelSummary }) {
  const { n, values } = model.card.figures;
  const { testing } = model.card.split;
  if (n === 0) return <p className="quiet dense">This model has no test results.</p>;
  return (
    <dl className={classNames('row', styles.figures)}>
      {LISTED_METRICS.map((key) => {
        const figure = values[key];
        if (!figure) return null;
        return (
          <div key={key} className={classNames('column', styles.figure)}>
            <dt>{metricName(key)}</dt>
            <dd>{formatMetric(figure.value, METRICS[key].unit)}</dd>
            <dd>
              {formatMetric(figure.low, METRICS[key].unit)} to {formatMetric(figure.high, METRICS[key].unit)}
            </dd>
          </div>
        );
      })}
      <div className={classNames('column', styles.figure)}>
        <dt>{model.card.figures.of ?? 'test'} scans</dt>
        <dd>{formatCount(n)}</dd>
        <dd>{testing ? testingWords(testing) : 'one split'}, 95 % intervals</dd>
      </div>
    </dl>
  );
}

function Actions({ model, nameId }: { readonly model: ModelSummary; readonly nameId: string }) {
  const [renaming, setRenaming] = useState(false);
  const [noting, setNoting] = useState(false);
  const [describing, setDescribing] = useState(false);
  /** The button that asked. */
  const [deleting, setDeleting] = useState<HTMLElement | null>(null);
  const open = (stage: Stage) => {
    chooseModel(model.id);
    showStage(stage);
  };
  const { attempt, failure } = useAttempt();
  const [measuring, setMeasuring] = useState(false);
  const { imported, card } = model;
  const hasItsScans = useWorkspace(({ dataSet }) => dataSet?.version.hash === card.data.fingerprint);
  const canMeasure = imported && hasItsScans && !card.folds;
  const measure = async () => {
    setMeasuring(true);
    await attempt(() => measureModel(model.id));
    setMeasuring(false);
  };
  return (
    <div className="row">
      <Button aria-describedby={nameId} onClick={() => open('evaluate')}>
        Open in Evaluate
      </Button>
      {canMeasure ? (
        <Button aria-describedby={nameId} disabled={measuring} onClick={() => void measure()}>
          {measuring ? 'Measuring…' : 'Measure here'}
        </Button>
      ) : null}
      <Button aria-describedby={nameId} onClick={() => open('classify')}>
        Use in Classify
      </Button>
      <DownloadModel
        aria-describedby={nameId}
        name={model.name}
        attempt={attempt}
        write={(target) => jobs.downloadModel(model.id, target)}
      >
        <DownloadIcon />
        Download model
      </DownloadModel>
      <Button variant="quiet" aria-describedby={nameId} onClick={() => setRenaming(true)}>
        <PencilIcon />
        Rename
      </Button>
      {model.card.origin ? (
        <Button variant="quiet" aria-describedby={nameId} onClick={() => setDescribing(true)}>
          Describe
        </Button>
      ) : null}
      <Button variant="quiet" aria-describedby={nameId} onClick={() => setNoting(true)}>
        Notes
      </Button>
      <Button variant="quiet" aria-describedby={nameId} onClick={(event) => setDeleting(event.currentTarget)}>
        <TrashIcon />
        Delete
      </Button>
      {failure}
      {deleting ? (
        <ConfirmDialog
          title={`Delete ${model.name}?`}
          confirm="Delete model"
          onConfirm={() => removeAndFocusNext(deleting, () => deleteModel(model))}
          onClose={() => setDeleting(null)}
        >
          <p>
            This deletes the weights, the figures and the predictions. Downloaded copies stay. You can undo this for ten
            seconds.
          </p>
        </ConfirmDialog>
      ) : null}
      {describing ? (
        <Suspense fallback={null}>
          <DescribeDialog model={model} onClose={() => setDescribing(false)} />
        </Suspense>
      ) : null}
      {noting ? <NotesDialog model={model} onClose={() => setNoting(false)} /> : null}
      {renaming ? <RenameDialog model={model} onClose={() => setRenaming(false)} /> : null}
    </div>
  );
}

type RenameDialogProps = {
  readonly model: ModelSummary;
  readonly onClose: () => void;
};

function RenameDialog({ model, onClose }: RenameDialogProps) {
  const [name, setName] = useState(model.name);
  const { attempt, failure } = useAttempt();
  const problem = name.trim() === '' ? 'Give the model a name.' : null;
  const save = async () => {
    if (problem === null && (await attempt(() => renameModel(model.id, name.trim())))) onClose();
  };
  return (
    <Dialog
      title="Rename the model"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={problem !== null} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label="Name" value={name} problem={problem} onChange={setName} autoFocus />
        {failure}
      </form>
    </Dialog>
  );
}
