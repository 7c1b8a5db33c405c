import { useMemo } from 'react';
import { BACKENDS } from '../../../../compute/backends.ts';
import { patientsKnown } from '../../../../dataset/patients.ts';
import { wilson } from '../../../../statistics/intervals.ts';
import { MetricTile, MetricTiles } from '../../../charts/MetricTile.tsx';
import { formatCounted, formatDuration, formatLoss, formatPercent } from '../../../components/text/format.ts';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { RunRecord } from './trainingState.ts';

/** The figures of the best epoch so far, from the validation part: the test part is not looked at before the end. */
export function RunMetrics({ run, active }: { readonly run: RunRecord; readonly active: boolean }) {
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
        note={accuracy ? `${formatCounted(n, 'validation scan')}, ${kind} split; ${patients}` : null}
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
        note={run.engine ? `${BACKENDS[run.engine.backend].label}, ${run.engine.device}` : null}
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
