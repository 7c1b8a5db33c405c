import { useMemo } from 'react';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import { rescaledPredictions } from '../../../../../evaluation/calibration/temperature.ts';
import { type Predictions, rowsOf } from '../../../../../evaluation/predictions.ts';
import { isSealed } from '../../../../../model/card/decisionRecord.ts';
import type { ModelDetail } from '../../../../../worker/jobs/models/modelProtocol.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { jobs } from '../../../../workspace/jobs.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { evaluatedOn } from '../../../evaluate/evaluated.ts';
import type { StepProps } from '../../step.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import { QuizResult } from './QuizResult.tsx';
import { QuizTurn } from './QuizTurn.tsx';
import { useCalls, useDrawn } from './quizStore.ts';
import { tenScans } from './tenScans.ts';

/** Ten scans without labels: the student calls each, then sees them beside the network's calls and the labels. */
export function QuizView({ subject: { network } }: StepProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const source = useQuizSource(network, dataSet);
  const of = JSON.stringify([network.key, dataSet?.version.hash]);
  const { draw, called, call, drawOthers } = useCalls(of);
  const predictions = source.step === 'ready' ? source.predictions : null;
  const scans = useMemo(() => (predictions ? tenScans(predictions, draw) : []), [predictions, draw]);
  const drawn = useMemo(() => scans.map(({ sha256 }) => sha256), [scans]);
  useDrawn(of, source.step === 'ready' ? drawn : null);
  if (source.step === 'waiting') return <QueryState failure={source.failure}>Drawing ten scans</QueryState>;
  const turn = scans[called.length];
  if (scans.length === 0)
    return <p>This needs labelled scans on this device: import a data set under Data, or run the sample.</p>;
  if (turn)
    return (
      <QuizTurn
        isFocused={draw > 1 && called.length === 0}
        scan={turn}
        {...{ network, from: source.from }}
        number={called.length + 1}
        of={scans.length}
        onCall={call}
      />
    );
  return <QuizResult {...{ scans, called, network }} onAgain={drawOthers} />;
}

type QuizSource =
  | { readonly step: 'waiting'; readonly failure: string | null }
  | {
      readonly step: 'ready';
      readonly predictions: Predictions | null;
      /** 'the test set of Compact CNN' */
      readonly from: string;
    };

/** The test set of the network, its validation set while that is sealed; of one that has none here, all scans of the data set. */
function useQuizSource({ model, classes }: LearnNetwork, dataSet: DataSetView | null): QuizSource {
  const question = model && ([model.id, isSealed(model.card)] as const);
  const detail = useLatestQuery(question, ([id]) => jobs.model(id));
  const found = detail.step === 'answered' && detail.value.id === model?.id ? detail.value : null;
  return useMemo(() => {
    if (model && !found) return { step: 'waiting', failure: detail.step === 'failed' ? detail.reason : null };
    const here = new Set(dataSet?.scans.map(({ sha256 }) => sha256));
    const evaluated = found && evaluatedHere(found, here);
    if (evaluated) return { step: 'ready', ...evaluated };
    return { step: 'ready', predictions: dataSet && unpredicted(dataSet, classes), from: 'the data set' };
  }, [model, found, detail, dataSet, classes]);
}

function evaluatedHere({ predictions, card }: ModelDetail, here: ReadonlySet<string>) {
  if (!predictions) return null;
  const { subset, predictions: all } = evaluatedOn(predictions);
  const rows = [...all.sha256.keys()].filter((row) => here.has(all.sha256[row] ?? ''));
  if (rows.length === 0) return null;
  return {
    predictions: rowsOf(rescaledPredictions(all, card.temperature), rows),
    from: subset === 'test' ? 'the test set' : 'the validation set (the test set is sealed)',
  };
}

/** Scans of which no network has said anything. */
function unpredicted({ scans }: DataSetView, classes: readonly string[]): Predictions {
  const known = scans.filter(({ className }) => classes.includes(className));
  return {
    sha256: known.map(({ sha256 }) => sha256),
    labels: known.map(({ className }) => classes.indexOf(className)),
    probabilities: [],
  };
}
