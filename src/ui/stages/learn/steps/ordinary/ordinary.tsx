import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const ordinary: LearnStep = {
  slug: 'ordinary',
  title: 'Why not an ordinary network',
  words: (
    <p>
      In an ordinary network every <Term word="neuron" /> has one <Term word="weight" /> for every pixel. Double the
      side of the scan, and there are four times as many. Move the tumour by a pixel, and other weights see it: all must
      be learned again for each place. A <Term word="convolution" /> has one small <Term word="filter" /> for all
      places. Its <Term word="parameter">parameters</Term> do not grow with the scan. Drag the sliders; the areas are to
      scale.
    </p>
  ),
  question: 'In the Course CNN nearly all parameters are in one dense layer. Is that good?',
  answer: (
    <p>
      It is where the network can memorise its training scans: millions of weights for a few thousand scans. Global
      pooling in its place leaves a hundredth of the parameters and does better on new scans (see the Compact CNN).
    </p>
  ),
  view: () => import('./OrdinaryView.tsx').then((file) => ({ default: file.OrdinaryView })),
};
