import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const output: LearnStep = {
  slug: 'output',
  title: 'Dense layer and output',
  words: (
    <p>
      At the end the maps are one list of numbers (<Term word="flatten" />, or <Term word="global pooling" />
      ). In a <Term word="dense layer" /> every <Term word="neuron" /> weighs all of them. The last one adds up what
      speaks for and against a class: the <Term word="logit" />. The <Term word="sigmoid" /> (for more than two classes{' '}
      <Term word="softmax" />) makes it a <Term word="probability" />, the <Term word="threshold" /> an answer. Switch
      an input off and see what it was worth.
    </p>
  ),
  question: 'The logit before a sigmoid grows from 4 to 8. How much does the probability change? And from −1 to 1?',
  answer: (
    <p>
      From 0.982 to 0.9997: hardly. From 0.27 to 0.73: by nearly half. Far out the sigmoid is flat, so a network that is
      very sure stays sure; where the curve is steep a single input decides. So 0.99 and 0.9999 look alike, though the
      sum behind the second is twice as large.
    </p>
  ),
  wide: true,
  view: () => import('./OutputView.tsx').then((file) => ({ default: file.OutputView })),
};
