import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const learning: LearnStep = {
  slug: 'learning',
  title: 'How it learns',
  words: (
    <p>
      A network starts with random weights. Here eight scans go through it. How far each answer is from the label is its{' '}
      <Term word="loss" />. The <Term word="gradient" /> says for each weight whether the mean loss rises or falls when
      that weight grows; <Term word="Adam" /> then moves every weight a little the other way. Do one step and read the
      numbers of one weight. Then do 10, then 100, and try a larger <Term word="learning rate" />.
    </p>
  ),
  question: 'Why not take a large learning rate and be done in one step?',
  answer: (
    <p>
      The gradient only holds close to where the weight is now. A large step jumps over the valley to a place where the
      loss may be higher than before. Set the learning rate to 0.1 and do 10 steps: at the first the loss leaps to many
      times what it was, and the next ones have to lead back. At 0.5 it can stay high.
    </p>
  ),
  wide: true,
  view: () => import('./LearningView.tsx').then((file) => ({ default: file.LearningView })),
};
