import type { LearnStep } from './step.ts';
import { code } from './steps/code/code.tsx';
import { convolution } from './steps/convolution/convolution.tsx';
import { honesty } from './steps/honesty/honesty.tsx';
import { learned } from './steps/learned/learned.tsx';
import { learning } from './steps/learning/learning.tsx';
import { looked } from './steps/looked/looked.tsx';
import { numbers } from './steps/numbers/numbers.tsx';
import { ordinary } from './steps/ordinary/ordinary.tsx';
import { output } from './steps/output/output.tsx';
import { ownNetwork } from './steps/ownNetwork/ownNetwork.tsx';
import { pooling } from './steps/pooling/pooling.tsx';
import { quiz } from './steps/quiz/quiz.tsx';
import { relu } from './steps/relu/relu.tsx';
import { shortcuts } from './steps/shortcuts/shortcuts.tsx';

/** The course, in its order. */
export const STEPS: readonly LearnStep[] = [
  ...[quiz, numbers, shortcuts, ordinary, convolution, learned, relu],
  ...[pooling, output, learning, honesty, looked, ownNetwork, code],
];
