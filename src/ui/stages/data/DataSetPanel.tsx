import { useId, useMemo, useState } from 'react';
import type { AuditReport } from '../../../audit/auditReport.ts';
import { strengthOf } from '../../../audit/shortcuts/shortcutSentence.ts';
import type { DataSetView } from '../../../dataset/edits/dataSetView.ts';
import { patientsKnown, patientsSentence } from '../../../dataset/patients.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { classNames } from '../../components/classNames.ts';
import { Segmented } from '../../components/form/Segmented.tsx';
import { NextIcon, TrashIcon } from '../../components/icons.tsx';
import { formatBytes, formatCount, formatCounted, formatPercent } from '../../components/text/format.ts';
import { Tooltip } from '../../components/text/Tooltip.tsx';
import { Waited } from '../../components/Waited.tsx';
import { showDataView, showStage, useWorkspace } from '../../workspace/workspace.ts';
import { useTraining } from '../train/run/trainingMachine.ts';
import { isActive } from '../train/run/trainingState.ts';
import { AuditPanel } from './audit/AuditPanel.tsx';
import { auditedState, useAudit } from './audit/auditStore.ts';
import { useAuditOf } from './audit/useAuditOf.ts';
import { ChooseData } from './ChooseData.tsx';
import { ClassesDialog } from './ClassesDialog.tsx';
import { ClassOption } from './ClassOption.tsx';
import { type ClassMarks, classMarks } from './classMarks.ts';
import { DataSetScans } from './DataSetScans.tsx';
import styles from './DataStage.module.css';
import { DeleteDataSetDialog } from './DeleteDataSetDialog.tsx';
import { ImportReport } from './import/ImportReport.tsx';
import type { ImportState } from './import/importState.ts';
import { StoredDataNotice } from './import/StoredDataNotice.tsx';
import { UnfinishedImport } from './import/UnfinishedImport.tsx';

type DataSetPanelProps = {
  readonly dataSet: DataSetView;
  /** The import that has just ended. */
  readonly ended: Extract<ImportState, { step: 'reported' }> | null;
};

export function DataSetPanel({ dataSet, ended }: DataSetPanelProps) {
  const { classes } = dataSet;
  const outcomes = ended?.outcomes ?? dataSet.outcomes;
  const view = useWorkspace((state) => state.dataView);
  const [deleting, setDeleting] = useState(false);
  const [editing, setEditing] = useState(false);
  const training = useTraining(isActive);
  const whyKeptId = useId();
  const counts = useMemo(() => countByClass(dataSet), [dataSet]);
  const marks = useMemo(() => classMarks(classes), [classes]);
  useAuditOf(auditedState(dataSet));
  return (
    <div className={classNames('stage', styles.stage)}>
      <header className="row spread">
        <div className={classNames('row', styles.title)}>
          <h1>{dataSet.name}</h1>
          {dataSet.synthetic ? <Chip tone="caution">synthetic, drawn by this page</Chip> : null}
        </div>
        <div className={classNames('row', styles.actions)}>
          <ChooseData />
          <Button variant="quiet" disabled={training} onClick={() => setEditing(true)}>
            Edit classes
          </Button>
          <Button
            variant="quiet"
            disabled={training}
            aria-describedby={training ? whyKeptId : undefined}
            onClick={() => setDeleting(true)}
          >
            <TrashIcon />
            Delete data set
          </Button>
          <Button variant="primary" onClick={() => showStage('train')}>
            Choose a network
            <NextIcon />
          </Button>
        </div>
        {training ? (
          <p id={whyKeptId} className={classNames(styles.whyKept, 'quiet dense')}>
            A network is training on these scans. Stop it before you delete them.
          </p>
        ) : null}
      </header>
      {dataSet.unfinished ? <UnfinishedImport dataSet={dataSet} unfinished={dataSet.unfinished} /> : null}
      <DataSetFigures dataSet={dataSet} counts={counts} marks={marks} />
      {outcomes.length > 0 ? (
        <ImportReport
          outcomes={outcomes}
          classes={classes}
          fresh={ended !== null}
          stopped={ended?.stopped ?? false}
          unread={ended?.unread ?? 0}
        />
      ) : null}
      <StoredDataNotice scans={dataSet.scans} />
      <Segmented
        label="Shown"
        className="self-start"
        value={view}
        onChange={showDataView}
        options={[
          { value: 'scans', label: 'Scans' },
          { value: 'audit', label: <AuditOption of={auditedState(dataSet)} /> },
        ]}
      />
      {view === 'scans' ? (
        <DataSetScans dataSet={dataSet} marks={marks} />
      ) : (
        <AuditPanel dataSet={dataSet} marks={marks} />
      )}
      {editing ? <ClassesDialog classes={classes} onClose={() => setEditing(false)} /> : null}
      {deleting ? <DeleteDataSetDialog dataSet={dataSet} onClose={() => setDeleting(false)} /> : null}
    </div>
  );
}

/** 'Audit', with how many things there are to look at. */
function AuditOption({ of }: { readonly of: string }) {
  const state = useAudit();
  const known = state.step === 'found' && state.of === of ? findingCount(state.report) : null;
  return (
    <>
      Audit
      {known === null ? (
        <span className="quiet dense">{state.step === 'running' ? 'under way' : ''}</span>
      ) : known > 0 ? (
        <Chip tone="caution">{formatCounted(known, 'finding')}</Chip>
      ) : (
        <span className="quiet dense">nothing found</span>
      )}
    </>
  );
}

/** More would push the scans out of sight. */
const MOST_CLASS_FIGURES = 8;

type DataSetFiguresProps = {
  readonly dataSet: DataSetView;
  readonly counts: ReadonlyMap<string, number>;
  readonly marks: ClassMarks;
};

function DataSetFigures({ dataSet, counts, marks }: DataSetFiguresProps) {
  const { scans, classes, groupCount } = dataSet;
  const bytes = useMemo(() => scans.reduce((sum, scan) => sum + scan.bytes, 0), [scans]);
  return (
    <dl className={styles.figures}>
      <div className={classNames('stack gap-0', styles.figure)}>
        <dd>{formatCount(scans.length)}</dd>
        <dt>scans, {formatBytes(bytes)}</dt>
      </div>
      {classes.length > MOST_CLASS_FIGURES ? (
        <div className={classNames('stack gap-0', styles.figure)}>
          <dd>{formatCount(classes.length)}</dd>
          <dt>classes</dt>
        </div>
      ) : null}
      {classes.slice(0, MOST_CLASS_FIGURES).map((name) => {
        const count = counts.get(name) ?? 0;
        return (
          <div key={name} className={classNames('stack gap-0', styles.figure)}>
            <dd>{formatCount(count)}</dd>
            <dt>
              <ClassOption name={name} marks={marks} /> {formatPercent(count / Math.max(1, scans.length), 0)}
            </dt>
          </div>
        );
      })}
      <div className={classNames('stack gap-0', styles.figure)}>
        {groupCount === null ? (
          <dd className={styles.unknown}>
            counting
            <Waited />
          </dd>
        ) : (
          <dd>{formatCount(groupCount)}</dd>
        )}
        <dt>
          <Tooltip meaning="Duplicates and near-duplicates count once. The split keeps them on one side, so that no test scan has a duplicate in training.">
            distinct images
          </Tooltip>
        </dt>
      </div>
      <PatientsFact scans={scans} />
    </dl>
  );
}

function countByClass({ scans }: DataSetView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { className } of scans) counts.set(className, (counts.get(className) ?? 0) + 1);
  return counts;
}

/** How many patients the scans are of, or that this is unknown. */
function PatientsFact({ scans }: Pick<DataSetView, 'scans'>) {
  const known = useMemo(() => patientsKnown(scans), [scans]);
  const { patients, volumes } = known;
  return (
    <div className={classNames('stack gap-0', styles.figure)}>
      {patients + volumes > 0 ? (
        <dd>{formatCount(patients > 0 ? patients : volumes)}</dd>
      ) : (
        <dd className={styles.unknown}>unknown</dd>
      )}
      <dt>
        <Tooltip meaning={`Patients: ${patientsSentence(known, 'grouped')}`}>
          {patients > 0
            ? known.scans < known.of
              ? 'patients, partly known'
              : patients === 1
                ? 'patient'
                : 'patients'
            : volumes > 0
              ? 'volumes or studies, patients unknown'
              : 'patients'}
        </Tooltip>
      </dt>
    </div>
  );
}

/** How many things a user ought to look at: contradictions, copies and shortcuts count once each. */
function findingCount({ copies, shortcuts }: Pick<AuditReport, 'copies' | 'shortcuts'>): number {
  const conflicts = copies.some(({ conflict }) => conflict);
  const groups = copies.some(({ sha256s }) => sha256s.length > 1);
  const telling = shortcuts.some((shortcut) => ['some', 'strong'].includes(strengthOf(shortcut)));
  return [conflicts, groups, telling].filter(Boolean).length;
}
