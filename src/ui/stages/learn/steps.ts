import type { LearnStep } from './step.ts';
import { code } from './steps/code.tsx';
import { convolution } from './steps/convolution.tsx';
import { honesty } from './steps/honesty.tsx';
import { learned } from './steps/learned.tsx';
import { learning } from './steps/learning.tsx';
import { looked } from './steps/looked.tsx';
import { numbers } from './steps/numbers.tsx';
import { ordinary } from './steps/ordinary.tsx';
import { output } from './steps/output.tsx';
import { ownNetwork } from './steps/ownNetwork.tsx';
import { pooling } from './steps/pooling.tsx';
import { quiz } from './steps/quiz.tsx';
import { relu } from './steps/relu.tsx';
import { shortcuts } from './steps/shortcuts.tsx';

/** The course, in its order. */
export const STEPS: readonly LearnStep[] = [
  ...[quiz, numbers, shortcuts, ordinary, convolution, learned, relu],
  ...[pooling, output, learning, honesty, looked, ownNetwork, code],
];
