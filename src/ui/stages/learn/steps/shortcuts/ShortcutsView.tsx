import { useState } from 'react';
import type { AuditReport } from '../../../../../audit/auditReport.ts';
import { shortcutName } from '../../../../../audit/shortcuts/shortcutName.ts';
import { classNames } from '../../../../components/classNames.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { Waited } from '../../../../components/Waited.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { auditedState, useAudit, useLastReport } from '../../../data/audit/auditStore.ts';
import { useAuditOf } from '../../../data/audit/useAuditOf.ts';
import { subsetOfFigures } from '../../../evaluate/evaluated.ts';
import { useTraining } from '../../../train/run/trainingMachine.ts';
import { isActive } from '../../../train/run/trainingState.ts';
import type { StepProps } from '../../step.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import { ownThresholdWords } from '../thresholdWords.ts';
import { AccuracyBar } from './AccuracyBar.tsx';
import { aboveLargest } from './aboveLargest.ts';
import { Copies } from './Copies.tsx';
import styles from './shortcuts.module.css';
import { TellingValues } from './TellingValues.tsx';

/** The audit of the data set as a lesson. */
export function ShortcutsView({ subject: { network } }: StepProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const state = useAudit();
  const training = useTraining(isActive);
  useAuditOf(dataSet && auditedState(dataSet));
  const last = useLastReport(dataSet ?? { history: [] });
  if (!dataSet) return <p>This looks at a whole data set. Import one under Data, or run the sample.</p>;
  const report = state.step === 'found' ? state.report : last;
  if (report)
    return <Lesson report={report} network={network} classes={dataSet.classes} scans={dataSet.scans.length} />;
  return (
    <StatusLine tone={state.step === 'failed' ? 'bad' : 'quiet'}>
      {state.step === 'failed' ? (
        state.reason
      ) : training ? (
        'The data set is audited when the current training is done.'
      ) : (
        <>
          Looking for what gives the class away
          <Waited />
        </>
      )}
    </StatusLine>
  );
}

type LessonProps = {
  readonly report: AuditReport;
  readonly network: LearnNetwork;
  readonly classes: readonly string[];
  readonly scans: number;
};

function Lesson({ report, network, classes, scans }: LessonProps) {
  const shown = report.shortcuts.filter(
    ({ preprocessing }) => preprocessing === null || preprocessing.endsWith(`-${network.preprocessing.fit}`),
  );
  const [name, setName] = useState<string | null>(null);
  const threshold = network.model && ownThresholdWords(network.model.card);
  const [first] = shown.toSorted((a, b) => b.accuracy.value - a.accuracy.value);
  const chosen = shown.find((each) => shortcutName(each) === name) ?? first;
  if (!first || !chosen) return <p>There are too few distinct scans to look for shortcuts.</p>;
  return (
    <>
      <ul className="stack gap-0" aria-label="Accuracy">
        <AccuracyBar name="Always the largest class" accuracy={null} value={first.majority} />
        {shown.map((shortcut) => (
          <AccuracyBar
            key={shortcutName(shortcut)}
            name={shortcutName(shortcut)}
            accuracy={shortcut.accuracy}
            value={shortcut.accuracy.value}
            pressed={shortcut === chosen}
            onPress={() => setName(shortcutName(shortcut))}
          />
        ))}
        <NetworkBar network={network} version={report.version} />
      </ul>
      <p>{aboveLargest(shown)}</p>
      {threshold ? <p>{threshold}</p> : null}
      <p className="quiet dense">
        Accuracy, with 95 % intervals. Shortcuts: five-fold cross-validation on {first.n.toLocaleString('en')} scans,
        copies kept in one fold.
      </p>
      <div className={classNames('fields', styles.parts)}>
        <TellingValues shortcut={chosen} classes={classes} />
        <Copies copies={report.copies} distinct={report.groupCount} scans={scans} />
      </div>
    </>
  );
}

/** The network, where it was trained on these very data. */
function NetworkBar({ network: { model }, version }: { readonly network: LearnNetwork; readonly version: string }) {
  const accuracy = model?.card.figures.values.accuracy;
  if (!model || !accuracy) return <li className="quiet">The network: not trained yet.</li>;
  const elsewhere = model.card.data.fingerprint !== version;
  return (
    <AccuracyBar
      name={`The network, on its ${subsetOfFigures(model.card)} set${elsewhere ? ' of other data' : ''}`}
      accuracy={accuracy}
      value={accuracy.value}
      own
    />
  );
}
