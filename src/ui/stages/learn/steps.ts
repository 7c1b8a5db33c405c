import type { LearnStep } from './step.ts';
import { convolution } from './steps/convolution.tsx';
import { looked } from './steps/looked.tsx';
import { numbers } from './steps/numbers.tsx';
import { ordinary } from './steps/ordinary.tsx';
import { output } from './steps/output.tsx';
import { pooling } from './steps/pooling.tsx';
import { relu } from './steps/relu.tsx';

/** The course, in its order. */
export const STEPS: readonly LearnStep[] = [...[numbers, ordinary, convolution, relu, pooling, output], looked];
