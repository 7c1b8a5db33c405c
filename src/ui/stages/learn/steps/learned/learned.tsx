import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const learned: LearnStep = {
  slug: 'learned',
  title: 'What was learned',
  words: (
    <p>
      No person wrote these <Term word="filter">filters</Term>. They began as random numbers, and training made them.
      Move through the <Term word="epoch">epochs</Term> and watch them change. Then look at what they look for: for each
      feature map, the nine scans of your data set that light it most, and the patch that did, its{' '}
      <Term word="receptive field" />. In deeper layers the patches grow: from edges to whole structures.
    </p>
  ),
  question: 'Nine scans light one map at their border, not in the head. What does that tell you?',
  answer: (
    <p>
      The network has learned something of the border: a frame, a letter, how the scan was cut. If one class has it more
      often, that is a shortcut, and the network will use it.
    </p>
  ),
  wide: true,
  view: () => import('./LearnedView.tsx').then((file) => ({ default: file.LearnedView })),
};
