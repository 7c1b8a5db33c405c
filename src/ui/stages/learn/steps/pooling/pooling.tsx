import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const pooling: LearnStep = {
  slug: 'pooling',
  title: 'Pooling',
  words: (
    <p>
      <Term word="pooling">Pooling</Term> makes a map smaller: of each small square it keeps one value. Max pooling
      keeps the largest and asks ‘is the pattern anywhere here?’; average pooling keeps the mean. What follows has a
      quarter of the numbers to work with, and cares a little less where exactly the pattern was; several poolings one
      after another add up. Drag the window, then shift the scan and compare how much the map changes.
    </p>
  ),
  question: 'Max pooling throws three of four values away. Why is that not a loss?',
  answer: (
    <p>
      It is one: exactly where in the square the pattern was is gone. For the question ‘is there a tumour?’ that hardly
      matters, and the filters behind it see four times the area with as many weights. A network that must draw the
      tumour’s outline cannot pool so freely.
    </p>
  ),
  view: () => import('./PoolingView.tsx').then((file) => ({ default: file.PoolingView })),
};
