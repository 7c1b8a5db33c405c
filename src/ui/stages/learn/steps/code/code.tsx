import type { LearnStep } from '../../step.ts';

export const code: LearnStep = {
  slug: 'code',
  title: 'The course, line by line',
  words: (
    <p>
      All of this is a few lines of Keras. First comes the network of the course, beside it the one chosen above,
      written from the network itself: change the network and the lines change. Press a line to see what it is here. The
      trained network goes the other way, too: save it as a Keras file, or with a small Flask service that answers in a
      browser.
    </p>
  ),
  question: 'Which line holds nearly all numbers that the course’s network learns?',
  answer: (
    <p>
      The dense layer with 512 neurons: each is connected to all 12,544 values before it. Press its line: 6.4 million
      parameters, more than 99 % of the network.
    </p>
  ),
  wide: true,
  view: () => import('./CodeView.tsx').then((file) => ({ default: file.CodeView })),
};
