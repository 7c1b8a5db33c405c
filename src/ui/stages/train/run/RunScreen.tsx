import { useMemo } from 'react';
import { TrainingCurves } from '../../../charts/TrainingCurves.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Card } from '../../../components/layout/Card.tsx';
import styles from '../settings/SetupScreen.module.css';
import { dataName, networkName } from '../trainingWords.ts';
import { lossAt } from './lossTrace.ts';
import { RunControls } from './RunControls.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunMetrics } from './RunMetrics.tsx';
import { RunSummary } from './RunSummary.tsx';
import { isActive, type TrainingState } from './trainingState.ts';

/** A run while it goes, and after it has ended. */
export function RunScreen({ state }: { readonly state: Exclude<TrainingState, { step: 'idle' }> }) {
  const { run } = state;
  const samples = useMemo(
    () => ({ length: run.losses.length, at: (index: number) => lossAt(run.losses, index) ?? Number.NaN }),
    [run.losses],
  );
  const active = isActive(state);
  return (
    <div className="stage">
      <header className={classNames('row', styles.head)}>
        <h1 tabIndex={-1}>{networkName(run.request.network.preset)}</h1>
        <p className="quiet">on {dataName(run.data)}</p>
      </header>
      {active ? <RunControls state={state} /> : <RunSummary state={state} />}
      <RunMetrics run={run} active={active} />
      {active || run.losses.length > 0 ? (
        <Card>
          <TrainingCurves
            epochs={run.epochs}
            batchLosses={samples}
            batchesPerEpoch={run.batchesPerEpoch}
            lastEpoch={active ? run.request.hyperparameters.epochs : run.epochs.length}
            bestEpoch={run.bestEpoch}
          />
        </Card>
      ) : null}
      <RunFacts run={run} />
    </div>
  );
}
