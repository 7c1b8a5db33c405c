import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const convolution: LearnStep = {
  slug: 'convolution',
  title: 'Convolution',
  words: (
    <p>
      A <Term word="filter" /> is a small square of <Term word="weight">weights</Term>. It slides over the scan; at each
      place the pixels under it are multiplied with its weights, added up, and a <Term word="bias" /> is added. The sums
      make a <Term word="feature map" />: bright where the filter’s pattern is. That is a <Term word="convolution" />.
      Drag the window, or let it run. Then change the filter, its <Term word="stride" /> or its <Term word="padding" />,
      and watch the map answer.
    </p>
  ),
  question: 'The edge filter’s weights add up to 0. What does its map show where the scan has one even brightness?',
  answer: (
    <p>
      0, plus the bias: each pixel is multiplied with its weight, and equal pixels times weights that add up to 0
      cancel. The map is bright or dark only where brightness changes. That is why such a filter finds edges.
    </p>
  ),
  view: () => import('./ConvolutionView.tsx').then((file) => ({ default: file.ConvolutionView })),
};
