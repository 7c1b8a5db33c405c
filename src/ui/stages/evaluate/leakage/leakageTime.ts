import type { BenchmarkReport, TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';

/** A validation scan goes forward only: a third of the work of a training step. */
const FORWARD_SHARE = 1 / 3;

/** Scans a second in training on the backend that the request will take; null where that was not measured. */
export function rateFor(
  { backend }: Pick<TrainingRequest, 'backend'>,
  { trials, choice }: BenchmarkReport,
): number | null {
  const taken = backend === 'auto' ? choice.backend : backend;
  const result = trials.find((trial) => trial.backend === taken)?.result;
  return result?.outcome === 'measured' ? result.scansPerSecond : null;
}

/** How long these trainings take at most, in seconds: less where one stops early. */
export function secondsAtMost(
  { epochs }: Pick<TrainingRequest['hyperparameters'], 'epochs'>,
  scans: { readonly training: number; readonly validation: number },
  scansPerSecond: number,
  trainings: number,
): number {
  return (trainings * epochs * (scans.training + FORWARD_SHARE * scans.validation)) / scansPerSecond;
}
