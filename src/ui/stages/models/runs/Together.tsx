import { useState } from 'react';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { AsideProgress } from '../../train/run/AsideProgress.tsx';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import { distinctNames } from './comparisonWords.ts';
import { crossValidateTogether, sharedFolds } from './crossValidateTogether.ts';

type TogetherProps = {
  readonly models: readonly ModelSummary[];
  /** Of which there is no cross-validation yet. */
  readonly missing: readonly ModelSummary[];
  readonly onCompare: (models: readonly ModelSummary[]) => void;
};

/** Fetched by need, with what trains: one press trains all of them over the same folds, and compares these. */
export function Together({ models, missing, onCompare }: TogetherProps) {
  const all = useWorkspace((state) => state.models);
  const version = useWorkspace(({ dataSet }) => dataSet?.version.hash ?? null);
  const training = useTraining(isActive);
  const [now, setNow] = useState<ModelSummary | null>(null);
  const { attempt, failure } = useAttempt();
  const names = distinctNames(models);
  const nameOf = (model: ModelSummary) => names[models.findIndex(({ id }) => id === model.id)] ?? model.name;
  const strange = missing.filter(({ card }) => card.data.fingerprint !== version);
  const testing = sharedFolds(models, all)?.testing;
  const count = testing && 'count' in testing ? testing.count : 0;
  const press = async () => {
    await attempt(async () => {
      const found = await crossValidateTogether(models, setNow);
      if (found) onCompare(found);
    });
    setNow(null);
  };
  if (now) return <AsideProgress label={nameOf(now)} />;
  return (
    <>
      <div className="row">
        <DisabledButton variant="primary" resting={training || strange.length > 0} onClick={() => void press()}>
          Cross-validate over the same {count} folds and compare
        </DisabledButton>
        <StatusLine tone="quiet">
          {strange[0]
            ? `${nameOf(strange[0])} was trained on other scans than those in this browser, or on another version of them.`
            : training
              ? 'A network is training. Wait until it is done.'
              : `${missing.length * count} networks, one after another: ${missing.map(nameOf).join(', then ')}.`}
        </StatusLine>
      </div>
      {failure}
    </>
  );
}
