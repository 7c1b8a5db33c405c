import type { ModelCard } from '../../model/card.ts';
import { formatCounted } from '../components/format.ts';
import { ResultTiles } from './ResultTiles.tsx';
import type { ResultRow } from './resultRows.ts';
import { SET_BY_HAND } from './thresholdWords.ts';

/** The card keeps the size of the test part, but not how many scans of it each of these is a share of. */
const OF_SOME = ['sensitivity', 'specificity', 'precision', 'f1'];

const NAMES: readonly (readonly [key: string, name: string, unit: ResultRow['unit']])[] = [
  ['accuracy', 'Accuracy', 'percent'],
  ['sensitivity', 'Sensitivity', 'percent'],
  ['specificity', 'Specificity', 'percent'],
  ['precision', 'Precision', 'percent'],
  ['f1', 'F1', 'fraction'],
  ['auc', 'AUC', 'fraction'],
  ['macroRecall', 'Macro recall', 'percent'],
  ['macroF1', 'Macro F1', 'fraction'],
  ['macroAuc', 'Macro AUC', 'fraction'],
];

/** The figures that an imported model brought along: its test scans are not here. */
export function CardFigures({ card }: { readonly card: ModelCard }) {
  const { n, values } = card.figures;
  const rows = NAMES.flatMap(([key, name, unit]): ResultRow[] => {
    const figure = values[key];
    if (!figure) return [];
    const whole = !OF_SOME.includes(key);
    return [
      { name, unit, figure, n: whole ? n : null, of: whole ? 'test scans' : `within ${formatCounted(n, 'test scan')}` },
    ];
  });
  return (
    <>
      <p>
        This model was imported. The results are those of its card. Its test scans are not on this device, so they
        cannot be checked here.
      </p>
      <ResultTiles rows={rows} />
      {card.threshold === null ? null : (
        <p className="quiet dense">{thresholdWords(card.threshold, card.thresholdFrom)}</p>
      )}
    </>
  );
}

function thresholdWords(threshold: number, from: ModelCard['thresholdFrom']): string {
  const where = from === 'hand' ? SET_BY_HAND : 'chosen on the validation set';
  return `At threshold ${threshold.toFixed(3)}, ${where}.`;
}
