import { useMemo, useState } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { bySha256 } from '../../../../dataset/scan.ts';
import { type LabelSuspect, labelSuspects } from '../../../../evaluation/labelSuspects.ts';
import type { ModelDetail, ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { ScanCanvas } from '../../../components/image/ScanCanvas.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCounted, formatProbability } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useThumbnail } from '../../../workspace/thumbnails.ts';
import { showDataView, showStage, useWorkspace } from '../../../workspace/workspace.ts';
import { useEdits } from '../../data/audit/useEdits.ts';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import styles from './LabelSuspectsCard.module.css';

/** Shown at first; whoever goes through these asks for more. */
const PAGE = 20;

type LabelSuspectsProps = {
  readonly model: ModelSummary;
  readonly predictions: NonNullable<ModelDetail['predictions']>;
};

type Suspect = LabelSuspect & { readonly scan: ScanView };

/** Scans whose label looks wrong: the user looks, chooses, and changes them in the data set, which can be undone. */
export function LabelSuspectsCard({ model, predictions: { validation, test } }: LabelSuspectsProps) {
  const { classes } = model.card;
  const dataSet = useWorkspace((state) => state.dataSet);
  const training = useTraining(isActive);
  const { applyRemedy, failure } = useEdits();
  const [count, setCount] = useState(PAGE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const suspects = useMemo(() => {
    const known = bySha256(dataSet?.scans ?? []);
    const told = test ? [validation, test] : [validation];
    const joined = {
      sha256: told.flatMap(({ sha256 }) => sha256),
      labels: told.flatMap(({ labels }) => labels),
      probabilities: told.flatMap(({ probabilities }) => probabilities),
    };
    return labelSuspects(joined).flatMap((suspect): Suspect[] => {
      const scan = known.get(suspect.sha256);
      // One that was relabelled or excluded since is settled.
      return scan && scan.className === classes[suspect.label] ? [{ ...suspect, scan }] : [];
    });
  }, [dataSet, validation, test, classes]);
  const picked = suspects.filter(({ sha256 }) => chosen.has(sha256));
  const relabel = async () => {
    for (const [index, className] of classes.entries()) {
      const sha256s = picked.filter(({ likely }) => likely === index).map(({ sha256 }) => sha256);
      if (sha256s.length === 0) continue;
      await applyRemedy(
        { kind: 'relabel', sha256s, className },
        `Relabelled ${formatCounted(sha256s.length, 'scan')} as ${className}.`,
      );
    }
    setChosen(new Set());
  };
  const exclude = async () => {
    const sha256s = picked.map(({ sha256 }) => sha256);
    await applyRemedy({ kind: 'exclude', sha256s, why: 'hand' }, `Excluded ${formatCounted(sha256s.length, 'scan')}.`);
    setChosen(new Set());
  };
  const toggle = (sha256: string) => {
    const next = new Set(chosen);
    if (!next.delete(sha256)) next.add(sha256);
    setChosen(next);
  };
  const resting = picked.length === 0 || training;
  return (
    <Card title="Labels that look wrong">
      <p className="quiet">
        The network was not trained on these scans and is sure of another class. It may be wrong: look at each before
        you change it.
      </p>
      {suspects.length === 0 ? <StatusLine>No validation or test scan has a label that looks wrong.</StatusLine> : null}
      {suspects.length > 0 ? (
        <Suspects suspects={suspects.slice(0, count)} {...{ classes, chosen }} onToggle={toggle} />
      ) : null}
      {suspects.length > count ? (
        <Button small onClick={() => setCount(count + PAGE)}>
          Show more of {formatCounted(suspects.length, 'scan')}
        </Button>
      ) : null}
      <div className="row">
        {suspects.length > 0 ? (
          <>
            <DisabledButton resting={resting} onClick={() => void relabel()}>
              Relabel {picked.length > 0 ? formatCounted(picked.length, 'scan') : 'chosen scans'}
            </DisabledButton>
            <DisabledButton resting={resting} onClick={() => void exclude()}>
              Exclude
            </DisabledButton>
          </>
        ) : null}
        {dataSet && dataSet.edits.length > 0 ? (
          <>
            <Button
              variant="quiet"
              onClick={() => {
                showDataView('audit');
                showStage('data');
              }}
            >
              Changes in Data
            </Button>
            <Button variant="quiet" onClick={() => showStage('train')}>
              Train again
            </Button>
          </>
        ) : null}
        {training ? <span className="quiet dense">You cannot change scans while a network trains on them.</span> : null}
      </div>
      {failure}
    </Card>
  );
}

type SuspectsProps = {
  readonly suspects: readonly Suspect[];
  readonly classes: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (sha256: string) => void;
};

function Suspects({ suspects, classes, chosen, onToggle }: SuspectsProps) {
  const letters = classLetters(classes);
  return (
    <Table caption="Scans whose label looks wrong, the most suspect first">
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col">Scan</th>
          <th scope="col">Label</th>
          <th scope="col">More likely</th>
          <th scope="col" className={numberCell}>
            Margin
          </th>
        </tr>
      </thead>
      <tbody>
        {suspects.map(({ sha256, scan, label, likely, margin }) => (
          <tr key={sha256} className={styles.row}>
            <td>
              <input
                type="checkbox"
                aria-label={`Change ${scan.name}`}
                checked={chosen.has(sha256)}
                onChange={() => onToggle(sha256)}
              />
            </td>
            <th scope="row">
              <span className="line gap-3">
                <SuspectImage sha256={sha256} />
                {scan.name}
              </span>
            </th>
            <td>
              <ClassMark index={label} letter={letters[label] ?? ''} /> {classes[label]}
            </td>
            <td>
              <ClassMark index={likely} letter={letters[likely] ?? ''} /> {classes[likely]}
            </td>
            <td className={numberCell}>{`−${formatProbability(Math.abs(margin))}`}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function SuspectImage({ sha256 }: { readonly sha256: string }) {
  return (
    <span className={classNames('on-black', styles.image)}>
      <ScanCanvas thumbnail={useThumbnail(sha256)} label={null} />
    </span>
  );
}
