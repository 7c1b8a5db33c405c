import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';
import { useAskedScan, useCallsLeft, useNoCalls } from './quizStore.ts';

export const quiz: LearnStep = {
  slug: 'quiz',
  title: 'Can you do it?',
  words: (
    <p>
      Telling classes apart by what a picture shows is <b>image classification</b>, and what you go by are{' '}
      <b>features</b>: a bright spot, a shift of the midline, an edge. Ten scans follow that the network did not learn
      from, without their labels. Call each one. Then see how you and the network did, with the{' '}
      <Term word="interval">95 % intervals</Term> of both.
    </p>
  ),
  question: 'Which features did you use, and could you write them down as a rule for every scan?',
  answer: (
    <p>
      Most people name two or three, and then find scans for which their rule fails. That is why the network is given no
      rules: it finds features itself, from labelled scans. The next steps show how, number by number.
    </p>
  ),
  labelsWait: { useWaits: useCallsLeft, untilThen: 'Scans and labels come here after the last call.' },
  picturedScan: useAskedScan,
  answerWaits: { useWaits: useNoCalls, untilThen: 'Call a scan first; the answer can be read then.' },
  view: () => import('./QuizView.tsx').then((file) => ({ default: file.QuizView })),
};
