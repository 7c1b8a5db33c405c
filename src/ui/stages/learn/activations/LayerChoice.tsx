import { type ReactNode, useMemo, useState } from 'react';
import type { Operation } from '../../../../explain/operation.ts';
import { Select } from '../../../components/form/Select.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import styles from '../LearnStage.module.css';
import type { StepProps } from '../step.ts';
import { choicesOf } from './operationWords.ts';
import { useOperations } from './useActivations.ts';

type LayerChoiceProps = StepProps & {
  readonly kinds: readonly Operation['kind'][];
  /** Where the network has none of these. */
  readonly none: string;
  /** @param at its place among the operations */
  readonly children: (at: number, operations: readonly Operation[]) => ReactNode;
};

/** One of the network's operations of some kinds: the first, until another is chosen. */
export function LayerChoice({ subject, kinds, none, children }: LayerChoiceProps) {
  const { operations, failure } = useOperations(subject);
  const choices = useMemo(() => choicesOf(operations ?? [], kinds), [operations, kinds]);
  const [chosen, setChosen] = useState<number | null>(null);
  const layer = choices.find(({ at }) => at === chosen) ?? choices[0];
  if (!operations) return <QueryState failure={failure}>Running the network</QueryState>;
  if (!layer) return <p>{none}</p>;
  return (
    <>
      {choices.length > 1 ? (
        <Select
          className={styles.inlineField ?? ''}
          label="Layer"
          value={String(layer.at)}
          options={choices.map(({ at, label }) => ({ value: String(at), label }))}
          onChange={(value) => setChosen(Number(value))}
        />
      ) : null}
      {children(layer.at, operations)}
    </>
  );
}
