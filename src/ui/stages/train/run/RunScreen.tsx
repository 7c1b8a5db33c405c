import { useMemo } from 'react';
import { BACKENDS } from '../../../../compute/backends.ts';
import { patientsKnown } from '../../../../dataset/patients.ts';
import { SPLITS, testingWords } from '../../../../dataset/split/splitWords.ts';
import { networkName } from '../../../../model/networkNames.ts';
import { wilson } from '../../../../statistics/intervals/intervals.ts';
import { MetricTile, MetricTiles } from '../../../charts/MetricTile.tsx';
import { TrainingCurves } from '../../../charts/TrainingCurves.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import {
  formatCount,
  formatCounted,
  formatDuration,
  formatLoss,
  formatPercent,
} from '../../../components/text/format.ts';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { changeNames } from '../settings/draft/trainingDraft.ts';
import styles from '../settings/SetupScreen.module.css';
import { dataName } from '../trainingWords.ts';
import { lossAt } from './lossTrace.ts';
import { RunControls } from './RunControls.tsx';
import { RunSummary } from './RunSummary.tsx';
import type { RunRecord } from './runRecord.ts';
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
      <RunEntries run={run} />
    </div>
  );
}

/** What is trained, on what, with which settings. */
function RunEntries({ run }: { readonly run: RunRecord }) {
  const { preprocessing, hyperparameters, split, augmentation } = run.request;
  const { backend } = run;
  const { parts } = run.data;
  const { training, validation, test } = split.shares;
  const variations = changeNames(augmentation);
  return (
    <Card title="Settings of this run">
      <DefinitionList
        entries={[
          [
            'Backend',
            backend ? `${BACKENDS[backend.backend].label}, ${backend.device}. ${backend.reason}` : 'not chosen yet',
          ],
          [
            'Input',
            `${preprocessing.size} × ${preprocessing.size} × ${preprocessing.depth}, ${preprocessing.depth === 1 ? 'grey' : 'RGB'}, ${preprocessing.fit}`,
          ],
          [
            'Optimizer',
            `Adam, ${hyperparameters.learningRate}, ${hyperparameters.schedule.replaceAll('-', ' ')}, batches of ${hyperparameters.batchSize}`,
          ],
          ['Data augmentation', variations.length === 0 ? 'none' : `${variations.join(', ')}, on training scans only`],
          [
            'Split',
            parts
              ? `${split.testing ? `${testingWords(split.testing)}, ` : ''}${split.kind}: training ${formatCount(parts.training)}, validation ${formatCount(parts.validation)}, test ${formatCount(parts.test)}`
              : `${split.kind}: training ${formatPercent(training, 0)}, validation ${formatPercent(validation, 0)}, test ${formatPercent(test, 0)}`,
          ],
          ['Seeds', `network ${hyperparameters.seed}, split ${split.seed}`],
        ]}
      />
    </Card>
  );
}

/** The figures of the best epoch so far, from the validation part: the test part is not looked at before the end. */
function RunMetrics({ run, active }: { readonly run: RunRecord; readonly active: boolean }) {
  const patients = usePatients();
  const best = run.epochs.find(({ epoch }) => epoch === run.bestEpoch);
  if (!best) return null;
  const n = run.data.parts?.validation ?? 0;
  const accuracy = wilson(Math.round(best.validationAccuracy * n), n);
  const seconds = run.epochs.reduce((sum, each) => sum + each.seconds, 0) / run.epochs.length;
  const { kind } = run.request.split;
  return (
    <MetricTiles>
      <MetricTile
        name={
          <Tooltip meaning="Share of validation scans that were classified correctly. It chose the best epoch, so it is slightly optimistic. The test set gives the unbiased result at the end.">
            Validation accuracy
          </Tooltip>
        }
        value={formatPercent(best.validationAccuracy)}
        interval={accuracy ? `${formatPercent(accuracy.low)} to ${formatPercent(accuracy.high)}` : null}
        note={accuracy ? `${formatCounted(n, 'validation scan')}, ${SPLITS[kind]}; ${patients}` : null}
      />
      <MetricTile
        name={
          <Tooltip meaning="Mean cross-entropy between the predictions and the actual classes. 0 is perfect, 0.693 is guessing between two classes.">
            Validation loss
          </Tooltip>
        }
        value={formatLoss(best.validationLoss)}
        note={`training ${formatLoss(best.trainingLoss)}`}
      />
      <MetricTile
        name="Best epoch"
        value={String(best.epoch)}
        note={active ? `of ${run.epochs.length} so far` : `of ${run.epochs.length}; the model keeps its weights`}
      />
      <MetricTile
        name="Time per epoch"
        value={seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds)}
        note={run.backend ? `${BACKENDS[run.backend.backend].label}, ${run.backend.device}` : null}
      />
    </MetricTiles>
  );
}

/** Scans of one patient on both sides flatter a figure: whether that can be. */
function usePatients(): string {
  const scans = useWorkspace((state) => state.dataSet?.scans);
  return useMemo(() => {
    const known = patientsKnown(scans ?? []);
    if (known.scans === 0) return 'patients unknown';
    return known.scans === known.of ? 'patients known' : 'patients partly known';
  }, [scans]);
}
