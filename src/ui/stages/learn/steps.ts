import type { LearnStep } from './step.ts';
import { convolution } from './steps/convolution.tsx';

/** The course, in its order. */
export const STEPS: readonly LearnStep[] = [convolution];
