import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const relu: LearnStep = {
  slug: 'relu',
  title: 'ReLU',
  words: (
    <p>
      After the sum comes the <Term word="activation" />. The one used here is <Term word="ReLU" />: what is below 0
      becomes 0, all else stays. A filter then only says where its pattern is, not where the opposite is. Without such a
      bend, many layers would do no more than one: sums of sums are sums. Choose a <Term word="feature map" /> and
      compare it before and after.
    </p>
  ),
  question: 'Some maps are 0 everywhere after ReLU: dead for this scan. Is that a fault?',
  answer: (
    <p>
      Not for one scan: its pattern may not be in it. Choose another scan and see whether the map wakes up. A map that
      is dead for every scan has stopped learning, because a value of 0 passes no gradient back. A smaller learning rate
      avoids that.
    </p>
  ),
  view: () => import('./ReluView.tsx').then((file) => ({ default: file.ReluView })),
};
