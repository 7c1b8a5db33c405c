import { FigureTile, FigureTiles } from '../charts/FigureTile.tsx';
import { formatCount } from '../components/format.ts';
import { Term } from '../components/Term.tsx';
import { type ResultRow, valueText } from './resultRows.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  Accuracy: 'Share of test scans that were classified correctly.',
  Sensitivity: 'Share of positive scans correctly called positive (recall).',
  Specificity: 'Share of negative scans correctly called negative.',
  Precision: 'Share of scans called positive that are positive.',
  F1: 'Harmonic mean of precision and sensitivity.',
  AUC: 'Area under the ROC curve: the chance that a positive scan scores above a negative one. It does not depend on the threshold.',
  'Macro recall': 'Mean over the classes of the share of its scans that were found (balanced accuracy).',
  'Macro F1': 'Mean over the classes of F1.',
  'Macro AUC': 'Mean over the classes of the area under the ROC curve of that class against the rest.',
};

/** The figures that matter, large, each with its 95 % interval and its n. */
export function ResultTiles({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <FigureTiles>
      {rows.map(({ name, unit, figure, n, of }) => (
        <FigureTile
          key={name}
          name={<Term meaning={MEANINGS[name] ?? name}>{name}</Term>}
          value={valueText(figure?.value ?? Number.NaN, unit)}
          interval={figure ? `${valueText(figure.low, unit)} to ${valueText(figure.high, unit)}` : null}
          note={figure ? (n === null ? of : `of ${formatCount(n)} ${of}`) : 'undefined'}
        />
      ))}
    </FigureTiles>
  );
}
