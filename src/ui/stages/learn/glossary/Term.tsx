import type { ReactNode } from 'react';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import { GLOSSARY, type GlossaryWord } from './glossary.ts';

type TermProps = {
  readonly word: GlossaryWord;
  /** As it stands in the sentence, where that differs. */
  readonly children?: ReactNode;
};

/** A word of the field where it comes first: bold, its meaning one hover or one focus away. */
export function Term({ word, children }: TermProps) {
  return (
    <Tooltip meaning={GLOSSARY[word]}>
      <b>{children ?? word}</b>
    </Tooltip>
  );
}
