import type { SplitSummary } from '../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { formatAbout } from '../../../components/text/format.ts';
import type { BenchmarksState } from '../settings/backend/backendBenchmarks.ts';

/** A scan that is only looked at costs about a third of one that is learned from: no way back through the network. */
const LOOKING_COSTS = 1 / 3;

type Planned = Pick<TrainingRequest, 'hyperparameters' | 'backend'>;
type Counts = Pick<SplitSummary['counts'], 'training' | 'validation'>;

/** Seconds of all epochs of all networks at the rate that was measured; null where the backend was not measured. */
export function runSeconds(
  { hyperparameters, backend }: Planned,
  counts: Counts,
  state: BenchmarksState,
  folds = 1,
): number | null {
  if (state.step !== 'measured') return null;
  const { trials, choice } = state.figures;
  const taken = backend === 'auto' ? choice.backend : backend;
  const result = trials.find((trial) => trial.backend === taken)?.result;
  if (result?.outcome !== 'measured') return null;
  const scans = sum(counts.training) + sum(counts.validation) * LOOKING_COSTS;
  return (folds * hyperparameters.epochs * scans) / result.scansPerSecond;
}

/** 'about 2 min', 'at most about 2 min' where it may stop early, or why that is not known. */
/** @param folds how many networks are trained */
export function runTimeWords(request: Planned, counts: Counts, state: BenchmarksState, folds = 1): string {
  if (state.step === 'measuring') return 'measuring the speed';
  const seconds = runSeconds(request, counts, state, folds);
  if (seconds === null) return 'time not measured';
  return request.hyperparameters.patience === null ? formatAbout(seconds) : `at most ${formatAbout(seconds)}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0);
}
