import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const honesty: LearnStep = {
  slug: 'honesty',
  title: 'Overfitting and honesty',
  words: (
    <p>
      These are the curves of this network. As long as both losses fall, it learns what holds for other scans. When only
      the training loss falls, it memorises: <Term word="overfitting" />. The <Term word="validation set" /> shows where
      to stop. Move the slider and choose your epoch. A second mistake hides better: <Term word="data leakage" />, when
      copies of test scans are in training. See what a random split would have claimed.
    </p>
  ),
  question: 'May you choose the epoch by looking at the test set?',
  answer: (
    <p>
      No. What you choose by it is no longer unseen: of many epochs one does well on these scans by chance, and the
      result is too good. Choose on the validation set, and open the test set once, at the end.
    </p>
  ),
  wide: true,
  view: () => import('./HonestyView.tsx').then((file) => ({ default: file.HonestyView })),
};
