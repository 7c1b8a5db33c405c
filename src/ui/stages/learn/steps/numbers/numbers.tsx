import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const numbers: LearnStep = {
  slug: 'numbers',
  title: 'A picture is numbers',
  words: (
    <p>
      A computer has no picture, only a table: each <Term word="pixel" /> is a number for its brightness. A grey scan is
      width × height × 1 of them, a colour image × 3: one table for each <Term word="channel" />. Before the network
      sees it, <Term word="preprocessing" /> makes every scan one size, with values from 0 (black) to 1 (white). Drag
      the window, and read the numbers that you are looking at.
    </p>
  ),
  question: 'Which part of a finding can no network see here, however good it is?',
  answer: (
    <p>
      Anything smaller than a pixel of its input. One pixel here is the mean of many pixels of the scan: a spot of a few
      of those is averaged away before the first layer. A larger input keeps it, and costs time.
    </p>
  ),
  view: () => import('./NumbersView.tsx').then((file) => ({ default: file.NumbersView })),
};
