import type { ComponentType, ReactNode } from 'react';
import type { Subject } from './subject/subject.ts';

/**
 * One screen of the stage Learn: one idea, one thing to do, one question.
 *
 * To add one: write `steps/<slug>.tsx` (its words, with what it shows beside it in `steps/<Name>View.tsx`, or in a folder of its own
 * where that takes several files), and put it into the list of `steps.ts`, where it takes its number from its place. Everything that
 * it shows comes from `props.subject` (the scan and the network that are chosen) by `useActivations`, or from a job of its own.
 */
export type LearnStep = {
  /** In the address: `#/learn/pooling`. Never changed once it was out: teachers hand out links. */
  readonly slug: string;
  readonly title: string;
  /** At most about 80 words. A word of the field stands in a `<Term>` where it comes first. */
  readonly words: ReactNode;
  /** Answered behind a press. */
  readonly question: string;
  readonly answer: ReactNode;
  readonly answerWaits?: StepWaits;
  /** Until then no scan is named, and no label shown. */
  readonly labelsWait?: StepWaits;
  readonly picturedScan?: PicturedScan;
  /** Needs more room than there is between words and picture on a laptop: there the picture gives way. */
  readonly wide?: boolean;
  /** What there is to see and to do; fetched when the step is shown. */
  readonly view: () => Promise<{ readonly default: ComponentType<StepProps> }>;
};

/** A hook: whether something waits until another was done, which `untilThen` says. */
export type StepWaits = { readonly useWaits: () => boolean; readonly untilThen: string };

export const NEVER: StepWaits = { useWaits: () => false, untilThen: '' };

/** A hook: the hash of the scan that the network's picture shows, where the step asks about another one than is chosen. */
export type PicturedScan = () => string | null;

export const CHOSEN_SCAN: PicturedScan = () => null;

export type StepProps = { readonly subject: Subject };
