import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const looked: LearnStep = {
  slug: 'where-it-looked',
  title: 'Where it looked',
  words: (
    <p>
      A <Term word="heat map" /> colours the places that an answer depends on. It looks convincing even where it means
      nothing: so hold it against the map of the same network with random weights. If both look alike, the map shows the
      scan’s edges and not what was learned. The honest test is by hand: cover a place with grey and watch the{' '}
      <Term word="probability" />. Where it falls, the network looked.
    </p>
  ),
  question: 'You cover the finding and the probability stays high. What has the network learned?',
  answer: (
    <p>
      First look: is all of the finding covered, and was the probability so near 1 that it hardly can fall? Try a scan
      of which the network is less sure. Then cover other places. If it falls there, the network uses something that
      goes with the class, such as a border or a brightness: a shortcut, which fails on scans from elsewhere.
    </p>
  ),
  wide: true,
  view: () => import('./LookedView.tsx').then((file) => ({ default: file.LookedView })),
};
