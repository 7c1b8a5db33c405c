import type { ReactNode } from 'react';
import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { describeFormat } from '../../../decoding/formats/descriptions.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { ClassMark } from '../../components/image/ClassMark.tsx';
import { oncePerPress } from '../../components/oncePerPress.ts';
import { DefinitionList } from '../../components/text/DefinitionList.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { LazyViewer } from '../../viewer/lazyViewer.tsx';
import { storedScan } from '../../viewer/scanSource.ts';
import { useSlices } from '../../viewer/slices/useSlices.ts';
import { useDraftNetwork } from '../../viewer/useDraftNetwork.ts';
import { useTraining } from '../train/run/trainingMachine.ts';
import { isActive } from '../train/run/trainingState.ts';
import { useEdits } from './audit/useEdits.ts';
import type { ClassMarks } from './classMarks.ts';
import { RelabelButtons } from './RelabelButtons.tsx';
import styles from './ScanDialog.module.css';

type ScanDialogProps = {
  /** Those that the grid shows. */
  readonly scans: readonly ScanView[];
  /** The whole data set, for the slices of a series. */
  readonly dataSet: readonly ScanView[];
  readonly marks: ClassMarks;
  readonly index: number;
  /** They are not excluded. */
  readonly inUse: boolean;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
};

/** A scan of the data set, large. */
export function ScanDialog({ scans, dataSet, marks, index, inUse, onMove, onClose }: ScanDialogProps) {
  const network = useDraftNetwork();
  const slices = useSlices(scans, index, dataSet, onMove);
  if (!slices) return null;
  const { shown, stack, soon } = slices;
  const format = describeFormat(shown.format);
  const mark = marks.get(shown.className);
  return (
    <LazyViewer
      title={shown.name}
      scan={storedScan(shown)}
      soon={soon}
      list={{ index, count: scans.length, onMove }}
      stack={stack}
      network={network}
      onClose={onClose}
    >
      <p className={classNames('row strong', styles.className)}>
        {mark ? <ClassMark index={mark.index} letter={mark.letter} /> : null}
        {shown.className}
      </p>
      <DefinitionList
        entries={[
          ['Size', `${shown.width} × ${shown.height} pixels`],
          ['Format', format.holds === 'slices' ? format.label : null],
          ['File', formatBytes(shown.bytes)],
          ['Path', shown.path],
          ...subjectEntries(shown),
          ['SHA-256', <code key="sha">{shown.sha256.slice(0, 16)}…</code>],
        ]}
      />
      {inUse ? (
        <ScanEdits scan={shown} marks={marks} />
      ) : (
        <p className="quiet dense">Excluded from training and test. To include it again, go to Audit, Changes.</p>
      )}
    </LazyViewer>
  );
}

/** The patient of a scan, as far as it is stored: a hash; and the machine that took it. */
function subjectEntries({ subject, slice, scanner }: ScanView): [string, ReactNode][] {
  const hashed = (label: string, hash: string): [string, ReactNode] => [label, <code key={label}>{hash}</code>];
  return [
    ...(subject ? [hashed(subject.from === 'volume' ? 'Volume or study, hashed' : 'Patient, hashed', subject.id)] : []),
    ...(slice ? [hashed('Series, hashed', slice.series)] : []),
    ...(scanner ? [['Scanner', scanner] as [string, ReactNode]] : []),
  ];
}

type ScanRemediesProps = { readonly scan: ScanView; readonly marks: ClassMarks };

/** What can be done about one scan: each can be undone. */
function ScanEdits({ scan, marks }: ScanRemediesProps) {
  const training = useTraining(isActive);
  const { applyRemedy, failure } = useEdits();
  const { sha256, name } = scan;
  if (training) return <p className="quiet dense">You cannot change scans while a network trains on them.</p>;
  return (
    <div className="row">
      <RelabelButtons
        classes={[...marks.keys()].filter((className) => className !== scan.className)}
        intro="Relabel as"
        onChoose={(className) =>
          void applyRemedy({ kind: 'relabel', sha256s: [sha256], className }, `${name} is ${className} now.`)
        }
      />
      <Button
        small
        variant="danger"
        {...oncePerPress(
          () => void applyRemedy({ kind: 'exclude', sha256s: [sha256], why: 'hand' }, `Excluded ${name}.`),
        )}
      >
        Exclude it
      </Button>
      {failure}
    </div>
  );
}
