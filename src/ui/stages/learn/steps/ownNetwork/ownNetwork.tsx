import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const ownNetwork: LearnStep = {
  slug: 'own-network',
  title: 'Your own network',
  words: (
    <p>
      Now build one. Take a suggestion, or change the layers yourself: the shapes, the{' '}
      <Term word="parameter">parameters</Term> and the memory answer at once. Before you try it, say what you expect of
      the validation loss. Then let it learn for a few epochs beside the one before. <Term word="dropout">Dropout</Term>{' '}
      often looks worse after so few: it slows learning down to generalise better.
    </p>
  ),
  question: 'Removing a pooling layer makes the Course CNN four times as large. Where are the new parameters?',
  answer: (
    <p>
      In the dense layer. Without the pooling its input is twice as high and twice as wide, so each of its 512 neurons
      has four times as many weights. The convolutions stay as they were: a filter has the same weights on a small and
      on a large image.
    </p>
  ),
  wide: true,
  view: () => import('./OwnNetworkView.tsx').then((file) => ({ default: file.OwnNetworkView })),
};
