import { recommendedPreset } from '../../model/presets.ts';
import type { MeasuredStep } from '../../training/selfTest/measureStep.ts';

/** A step that backends are measured with. */
export const step: MeasuredStep = {
  network: recommendedPreset.network,
  input: { size: 64, depth: 1 },
  classCount: 2,
  batchSize: 32,
};
export const surroundings = { version: '1', userAgent: 'a browser', cores: 2 };
/** The signal of a measurement that nobody stops. */
export const never = new AbortController().signal;
