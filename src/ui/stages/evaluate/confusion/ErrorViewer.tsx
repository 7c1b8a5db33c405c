import type { ReactNode } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { ProbabilityBar } from '../../../charts/ProbabilityBar.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { LazyViewer } from '../../../viewer/lazyViewer.tsx';
import { NearestScans } from '../../../viewer/nearest/NearestScans.tsx';
import { networkOf } from '../../../viewer/networkWords.ts';
import { storedScan } from '../../../viewer/scanSource.ts';
import { useSlices } from '../../../viewer/slices/useSlices.ts';
import { chosenModel, useWorkspace } from '../../../workspace/workspace.ts';
import type { EvaluatedScan } from './evaluatedScans.ts';

type ErrorViewerProps = {
  readonly evaluated: readonly EvaluatedScan[];
  /** The scans of `evaluated`, in their order. */
  readonly views: readonly ScanView[];
  readonly index: number;
  readonly classes: readonly string[];
  /** Null for more than two classes. */
  readonly threshold: number | null;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
};

const NO_SCANS: readonly ScanView[] = [];

/** A scan of one cell of the confusion matrix, large, with what the network said of it. */
export function ErrorViewer(props: ErrorViewerProps) {
  const { evaluated, views, index, classes, threshold, onMove, onClose } = props;
  const scans = useWorkspace(({ dataSet }) => dataSet?.scans) ?? NO_SCANS; // for the slices of a series
  const model = useWorkspace(chosenModel);
  const slices = useSlices(views, index, scans, onMove);
  if (!slices) return null;
  const { shown, stack, soon } = slices;
  const scan = evaluated.find(({ sha256 }) => sha256 === shown.sha256);
  return (
    <LazyViewer
      title={shown.name}
      scan={storedScan(shown)}
      soon={soon}
      list={{ index, count: views.length, onMove }}
      stack={stack}
      network={model && networkOf(model, scan?.called ?? 1)}
      onClose={onClose}
    >
      {scan ? (
        <Judgement scan={scan} view={shown} classes={classes} threshold={threshold}>
          {model ? <NearestScans key={shown.sha256} model={model} scan={shown.sha256} scanKey={shown.sha256} /> : null}
        </Judgement>
      ) : (
        <p className="quiet">This slice of the series is not in this cell.</p>
      )}
    </LazyViewer>
  );
}

type JudgementProps = {
  readonly scan: EvaluatedScan;
  readonly view: ScanView;
  readonly classes: readonly string[];
  readonly threshold: number | null;
  readonly children: ReactNode;
};

function Judgement({ scan, view, classes, threshold, children }: JudgementProps) {
  const rows = classes.length === 2 ? [1] : classes.map((_, index) => index);
  return (
    <>
      <DefinitionList
        entries={[
          ['Is', classes[scan.truth]],
          ['Called', classes[scan.called]],
          ['Size', `${view.width} × ${view.height}`],
          ['File', view.path],
        ]}
      />
      <div className="stack">
        {rows.map((index) => (
          <div key={classes[index]}>
            <p className="row spread dense">
              <span>Probability of {classes[index]}</span>
              <b>{formatProbability(scan.probabilities[index] ?? Number.NaN, 3)}</b>
            </p>
            <ProbabilityBar
              probability={scan.probabilities[index] ?? 0}
              threshold={threshold}
              className={classes[index] ?? ''}
              classIndex={index}
            />
          </div>
        ))}
        {threshold === null ? null : <p className="quiet dense">Threshold {formatProbability(threshold, 3)}</p>}
      </div>
      {children}
      <p className="quiet dense">Research and education only. Not a medical device.</p>
    </>
  );
}
