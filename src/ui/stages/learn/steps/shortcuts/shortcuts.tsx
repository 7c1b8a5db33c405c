import { Term } from '../../glossary/Term.tsx';
import type { LearnStep } from '../../step.ts';

export const shortcuts: LearnStep = {
  slug: 'shortcuts',
  title: 'What gives the class away',
  words: (
    <p>
      Before you trust a network, ask what else tells the class. Here small models see no scan at all: one gets only its
      width and height, one its file header, one four numbers such as its mean brightness. Where that is often right,
      there is a <Term word="shortcut" />: a network will find it, and fail on scans from elsewhere. Press a bar to see
      the values that give the class away. Cleaning data is half the work.
    </p>
  ),
  question: 'Suppose width and height alone are right for 95 %, the network for 96 %. What has it learned?',
  answer: (
    <p>
      Perhaps nothing but the size. Only what it is above the shortcut can come from the anatomy, and only scans without
      the shortcut can show it. The audit under Data removes it: harmonise the scans, or match the classes by size.
    </p>
  ),
  wide: true,
  view: () => import('./ShortcutsView.tsx').then((file) => ({ default: file.ShortcutsView })),
};
