import type { ModelCard } from '../../../model/card.ts';
import { formatProbability } from '../../components/text/format.ts';
import { ResultTiles } from './ResultTiles.tsx';
import { cardRows } from './resultRows.ts';
import { SET_BY_HAND } from './thresholdWords.ts';

/** The figures that an imported model brought along: its test scans are not here. */
export function CardMetrics({ card }: { readonly card: ModelCard }) {
  return (
    <>
      <p>
        This model was imported. The results are those of its card. Its test scans are not on this device, so they
        cannot be checked here.
      </p>
      <ResultTiles rows={cardRows(card.figures)} />
      {card.threshold === null ? null : (
        <p className="quiet dense">{thresholdWords(card.threshold, card.thresholdFrom)}</p>
      )}
    </>
  );
}

function thresholdWords(threshold: number, from: ModelCard['thresholdFrom']): string {
  const where = from === 'hand' ? SET_BY_HAND : 'chosen on the validation set';
  return `At threshold ${formatProbability(threshold, 3)}, ${where}.`;
}
