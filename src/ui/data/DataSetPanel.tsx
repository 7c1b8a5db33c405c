import { useCallback, useId, useMemo, useState } from 'react';
import type { DataSetView } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { Chip } from '../components/Chip.tsx';
import { ClassMark } from '../components/ClassMark.tsx';
import { classLetters } from '../components/classColours.ts';
import { classNames } from '../components/classNames.ts';
import { formatBytes, formatCount, formatCounted, formatPercent } from '../components/format.ts';
import { NextIcon, TrashIcon } from '../components/icons.tsx';
import { Segmented } from '../components/Segmented.tsx';
import { Term } from '../components/Term.tsx';
import { useTraining } from '../train/trainingMachine.ts';
import { isActive } from '../train/trainingState.ts';
import { showStage } from '../workspace.ts';
import { ChooseData } from './ChooseData.tsx';
import styles from './DataStage.module.css';
import { DeleteDataSetDialog } from './DeleteDataSetDialog.tsx';
import { ImportReport } from './ImportReport.tsx';
import type { ImportState } from './importState.ts';
import { ScanDialog } from './ScanDialog.tsx';
import { ScanGrid } from './ScanGrid.tsx';

const ALL = 'all';

type DataSetPanelProps = {
  readonly dataSet: DataSetView;
  /** The import that has just ended. */
  readonly ended: Extract<ImportState, { step: 'reported' }> | null;
};

export function DataSetPanel({ dataSet, ended }: DataSetPanelProps) {
  const { scans, classes } = dataSet;
  const outcomes = ended?.outcomes ?? dataSet.outcomes;
  const [filter, setFilter] = useState(ALL);
  const [opened, setOpened] = useState<number | null>(null);
  const [deleting, setDeleting] = useState(false);
  const training = useTraining(isActive);
  const whyKeptId = useId();
  const counts = useMemo(() => countByClass(dataSet), [dataSet]);
  const marks = useMemo(() => {
    const letters = classLetters(classes);
    return new Map(classes.map((name, index) => [name, { index, letter: letters[index] ?? '' }]));
  }, [classes]);
  const shown = useMemo(
    () => (filter === ALL ? scans : scans.filter((scan) => scan.className === filter)),
    [scans, filter],
  );
  const open = useCallback((index: number) => setOpened(index), []);
  return (
    <div className={styles.stage}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{dataSet.name}</h1>
          {dataSet.synthetic ? <Chip tone="caution">synthetic, drawn by the program</Chip> : null}
        </div>
        <div className={styles.actions}>
          <ChooseData />
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
            A network is being trained on these scans: stop that before they are deleted.
          </p>
        ) : null}
      </header>
      <DataSetFigures dataSet={dataSet} counts={counts} marks={marks} />
      {outcomes.length > 0 ? (
        <ImportReport outcomes={outcomes} classes={classes} fresh={ended !== null} stopped={ended?.stopped ?? false} />
      ) : null}
      <div className={styles.toolbar}>
        <Segmented
          label="Class shown"
          value={filter}
          onChange={setFilter}
          options={[
            { value: ALL, label: `All ${formatCount(scans.length)}` },
            ...classes.map((name) => ({ value: name, label: <ClassOption name={name} marks={marks} /> })),
          ]}
        />
        <span className={classNames(styles.keysNote, 'quiet dense')}>
          Click or Enter shows a scan large; arrow keys move.
        </span>
      </div>
      <div className={styles.gridHolder}>
        <ScanGrid label={formatCounted(shown.length, 'scan')} scans={shown} marks={marks} onOpen={open} />
      </div>
      {opened === null || !shown[opened] ? null : (
        <ScanDialog
          scans={shown}
          dataSet={scans}
          marks={marks}
          index={opened}
          onMove={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
      {deleting ? <DeleteDataSetDialog dataSet={dataSet} onClose={() => setDeleting(false)} /> : null}
    </div>
  );
}

export type ClassMarks = ReadonlyMap<string, { readonly index: number; readonly letter: string }>;

function ClassOption({ name, marks }: { readonly name: string; readonly marks: ClassMarks }) {
  const mark = marks.get(name);
  return (
    <>
      {mark ? <ClassMark index={mark.index} letter={mark.letter} /> : null}
      {name}
    </>
  );
}

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
      <div className={styles.figure}>
        <dd>{formatCount(scans.length)}</dd>
        <dt>scans, {formatBytes(bytes)}</dt>
      </div>
      {classes.map((name) => {
        const count = counts.get(name) ?? 0;
        return (
          <div key={name} className={styles.figure}>
            <dd>{formatCount(count)}</dd>
            <dt>
              <ClassOption name={name} marks={marks} /> {formatPercent(count / Math.max(1, scans.length), 0)}
            </dt>
          </div>
        );
      })}
      <div className={styles.figure}>
        <dd>{groupCount === null ? '...' : formatCount(groupCount)}</dd>
        <dt>
          <Term meaning="Scans that are copies or near-copies of each other count once. The split keeps them on one side, so that the test is not made of scans that were trained on.">
            distinct pictures
          </Term>
        </dt>
      </div>
    </dl>
  );
}

function countByClass({ scans }: DataSetView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { className } of scans) counts.set(className, (counts.get(className) ?? 0) + 1);
  return counts;
}
