import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { ModelDetail, ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Segmented } from '../../components/form/Segmented.tsx';
import { Later } from '../../components/layout/Later.tsx';
import { formatCount } from '../../components/text/format.ts';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { type SizeMatchedScans, sizeMatchedScans, sizeMatchedSentence } from './baseline/sizeMatchedScans.ts';
import { ExploreCards } from './ExploreCards.tsx';
import { type Evaluated, evaluatedOn } from './evaluated.ts';
import { MultiClassReport } from './MultiClassReport.tsx';
import { RobustnessCard } from './robustness/RobustnessCard.tsx';
import { SubgroupsCard } from './SubgroupsCard.tsx';
import { TwoClassReport } from './TwoClassReport.tsx';

type EvaluatedModelProps = {
  readonly model: ModelSummary;
  readonly predictions: NonNullable<ModelDetail['predictions']>;
  readonly robustness: ModelDetail['robustness'];
  /** How it was trained: shown with the figures. */
  readonly curves: ReactNode;
};

/** The figures, of the whole test part or of the scans in it that are matched on size. */
export function EvaluatedModel({ model, predictions, robustness, curves }: EvaluatedModelProps) {
  const { classes, split } = model.card;
  const { validation } = predictions;
  const { subset, predictions: all } = evaluatedOn(predictions);
  const [choice, setChoice] = useState<Choice>('all');
  // Of tens of thousands of scans the matched ones are drawn in a task of their own.
  const scans = useDeferredValue(
    useWorkspace((state) => state.dataSet?.scans),
    undefined,
  );
  const matched = useMemo(
    () => sizeMatchedScans(all, scans ?? [], classes, split.seed),
    [all, scans, classes, split.seed],
  );
  const shown = choice === 'matched' && matched.said.sha256.length > 0 ? matched.said : all;
  return (
    <>
      {matched.known > 0 ? (
        <SizeMatchedToggle
          choice={choice}
          all={all.sha256.length}
          subset={subset}
          matched={matched}
          classCount={classes.length}
          onChange={setChoice}
        />
      ) : null}
      {classes.length === 2 ? (
        <TwoClassReport
          model={model}
          validation={validation}
          evaluated={{ subset, predictions: shown }}
          beside={curves}
        />
      ) : (
        <>
          <MultiClassReport model={model} validation={validation} evaluated={{ subset, predictions: shown }} />
          {curves}
        </>
      )}
      <Later>
        <RobustnessCard
          model={model}
          measured={robustness?.threshold === model.card.threshold ? robustness.points : null}
        />
        <SubgroupsCard evaluated={{ subset, predictions: shown }} classes={classes} threshold={model.card.threshold} />
        <ExploreCards model={model} predictions={predictions} test={shown} threshold={model.card.threshold} />
      </Later>
    </>
  );
}

type Choice = 'all' | 'matched';

type MatchedChoiceProps = {
  readonly choice: Choice;
  readonly subset: Evaluated['subset'];
  /** Evaluated scans. */
  readonly all: number;
  readonly matched: SizeMatchedScans;
  readonly classCount: number;
  readonly onChange: (choice: Choice) => void;
};

/** Whether the figures below are of the whole test part or of scans whose size says nothing about the class. */
function SizeMatchedToggle({ choice, subset, all, matched, classCount, onChange }: MatchedChoiceProps) {
  const words = sizeMatchedSentence(matched, all, classCount, subset);
  const count = matched.said.sha256.length;
  if (count === 0) return <p className="quiet dense">{words.text}</p>;
  return (
    <div className="stack start">
      <Segmented
        label="Scans in the results"
        value={choice}
        onChange={onChange}
        options={[
          { value: 'all', label: `All ${subset} scans ${formatCount(all)}` },
          { value: 'matched', label: `Matched on size ${formatCount(count)}` },
        ]}
      />
      <StatusLine className="dense" tone={words.few ? 'caution' : 'quiet'}>
        {choice === 'matched' ? words.text : null}
      </StatusLine>
    </div>
  );
}
