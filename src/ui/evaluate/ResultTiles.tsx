import tiles from '../charts/FigureTile.module.css';
import { classNames } from '../components/classNames.ts';
import { formatCount } from '../components/format.ts';
import { Term } from '../components/Term.tsx';
import styles from './ResultTiles.module.css';
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

/** The figures that matter, each with its 95 % interval and its n: a table whose rows are shown as tiles. */
export function ResultTiles({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Test results</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Value</th>
          <th scope="col">95 % low</th>
          <th scope="col">95 % high</th>
          <th scope="col">n</th>
          <th scope="col">of</th>
        </tr>
      </thead>
      <tbody className={tiles.tiles}>
        {rows.map(({ name, unit, figure, n, of }) => (
          <tr key={name} className={classNames(tiles.tile, styles.tile)}>
            <th scope="row" className={tiles.name}>
              <Term meaning={MEANINGS[name] ?? name}>{name}</Term>
            </th>
            <td className={tiles.value}>{valueText(figure?.value ?? Number.NaN, unit)}</td>
            <td className={classNames(tiles.interval, styles.low)}>{figure ? valueText(figure.low, unit) : ''}</td>
            <td className={classNames(tiles.interval, styles.high)}>{figure ? valueText(figure.high, unit) : ''}</td>
            <td className={classNames(tiles.note, styles.n)}>{figure && n !== null ? formatCount(n) : ''}</td>
            <td className={classNames(tiles.note, styles.of)}>{figure ? of : 'undefined'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
