/** The first minute: where the run on sample scans stands. */
export type SampleState =
  | { readonly step: 'idle' }
  | { readonly step: 'importing' | 'training' | 'classifying' }
  | { readonly step: 'done'; readonly seconds: number }
  /** Stopped by the user or failed, after this many steps. */
  | { readonly step: 'ended'; readonly stepsDone: number; readonly reason: string };

export const SAMPLE_STEPS = [
  { step: 'importing', name: 'Scans' },
  { step: 'training', name: 'Network' },
  { step: 'evaluating', name: 'Test' },
  { step: 'classifying', name: 'A new scan' },
] as const;

export function stepsDone(sample: SampleState): number {
  if (sample.step === 'done') return SAMPLE_STEPS.length;
  if (sample.step === 'ended') return sample.stepsDone;
  return Math.max(
    0,
    SAMPLE_STEPS.findIndex((each) => each.step === sample.step),
  );
}
