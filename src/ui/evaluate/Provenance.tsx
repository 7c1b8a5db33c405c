import type { ModelCard } from '../../model/card.ts';
import { Chip } from '../components/Chip.tsx';
import { formatCount, formatCounted } from '../components/format.ts';
import styles from './Provenance.module.css';

/** Which scans the figures are from, and what they cannot say. Stands above every figure about accuracy. */
export function Provenance({ card }: { readonly card: ModelCard }) {
  const { split, data } = card;
  return (
    <div className={styles.provenance}>
      <p>{splitSentence(card)}</p>
      {split.kind === 'random' ? (
        <p className={styles.caution}>
          Inflated by copies: {formatCount(split.testScansWithTwin)} of {formatCounted(split.scans.test, 'test scan')}{' '}
          have a twin in training. Train with the grouped split for honest figures.
        </p>
      ) : null}
      <p className="quiet">
        {data.synthetic ? <Chip tone="caution">synthetic</Chip> : null}{' '}
        {data.synthetic
          ? 'These scans were drawn by a program: the figures say nothing about real scans.'
          : 'No patient ids: scans of one patient may be on both sides, and scans from another hospital may fare worse.'}
      </p>
    </div>
  );
}

/** 'On 558 test scans never seen, grouped split.' */
function splitSentence({ split }: ModelCard): string {
  const scans = formatCounted(split.scans.test, 'test scan');
  return split.kind === 'grouped'
    ? `On ${scans} never seen in training, grouped split: no copy of them was seen either.`
    : `On ${scans} not used in training, random split.`;
}
