import type { LearnStep } from '../step.ts';
import { Term } from '../Term.tsx';

export const output: LearnStep = {
  slug: 'output',
  title: 'Dense layer and output',
  words: (
    <p>
      At the end the maps are one list of numbers (<Term word="flatten" />, or one number a map by global pooling). In a{' '}
      <Term word="dense layer" /> every <Term word="neuron" /> weighs all of them. The last one adds up what speaks for
      and against a class: that is the <Term word="logit" />. The <Term word="sigmoid" /> (for more than two classes{' '}
      <Term word="softmax" />) makes it a <Term word="probability" />, and the <Term word="threshold" /> an answer.
      Switch a neuron off and see what it was worth.
    </p>
  ),
  question: 'The logit grows from 4 to 8. How much does the probability change? And from −1 to 1?',
  answer: (
    <p>
      From 0.982 to 0.9997: hardly. From 0.27 to 0.73: the answer turns. Far out the sigmoid is flat, so a network that
      is very sure stays sure; near 0 a single neuron decides. That is why a probability of 0.99 and one of 0.9999
      differ less than they look.
    </p>
  ),
  view: () => import('./output/OutputView.tsx').then((file) => ({ default: file.OutputView })),
};
