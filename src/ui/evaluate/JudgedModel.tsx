import { useMemo, useState } from 'react';
import type { ModelDetail, ModelSummary } from '../../worker/protocol.ts';
import { useWorkspace } from '../workspace.ts';
import { MultiClassReport } from './MultiClassReport.tsx';
import { matchedTest } from './matchedTest.ts';
import { PartOfTest, type TestChoice } from './PartOfTest.tsx';
import { TwoClassReport } from './TwoClassReport.tsx';

type JudgedModelProps = {
  readonly model: ModelSummary;
  readonly predictions: NonNullable<ModelDetail['predictions']>;
};

/** The figures, of the whole test part or of the scans in it that are matched on size. */
export function JudgedModel({ model, predictions }: JudgedModelProps) {
  const { classes, split } = model.card;
  const { test, validation } = predictions;
  const [choice, setChoice] = useState<TestChoice>('all');
  const scans = useWorkspace((state) => state.dataSet?.scans);
  const matched = useMemo(
    () => matchedTest(test, scans ?? [], classes, split.seed),
    [test, scans, classes, split.seed],
  );
  const size = matched.test.sha256.length;
  const shown = choice === 'matched' && size > 0 ? matched.test : test;
  return (
    <>
      {matched.known > 0 ? (
        <PartOfTest
          choice={size > 0 ? choice : 'all'}
          all={test.sha256.length}
          matched={size}
          classCount={classes.length}
          onChange={setChoice}
        />
      ) : null}
      {classes.length === 2 ? (
        <TwoClassReport model={model} predictions={{ validation, test: shown }} />
      ) : (
        <MultiClassReport model={model} predictions={shown} />
      )}
    </>
  );
}
