import tiles from '../../charts/MetricTile.module.css';
import { classNames } from '../../components/classNames.ts';
import { formatCount, formatMetric } from '../../components/text/format.ts';
import { Tooltip } from '../../components/text/Tooltip.tsx';
import type { Evaluated } from './evaluated.ts';
import styles from './ResultTiles.module.css';
import type { ResultRow } from './resultRows.ts';

/** The figures that matter, each with its 95 % interval and its n: a table whose rows are shown as tiles. */
export function ResultTiles({
  rows,
  subset,
}: {
  readonly rows: readonly ResultRow[];
  readonly subset: Evaluated['subset'];
}) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{subset === 'test' ? 'Test results' : 'Validation results'}</caption>
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
      <tbody className={classNames('framed fields', tiles.tiles)}>
        {rows.map(({ name, help, unit, figure, n, of }) => (
          <tr key={name} className={classNames(tiles.tile, styles.tile)}>
            <th scope="row" className={classNames('quiet dense', tiles.name)}>
              <Tooltip meaning={help}>{name}</Tooltip>
            </th>
            <td className={classNames('strong', tiles.value)}>{formatMetric(figure?.value ?? Number.NaN, unit)}</td>
            <td className={classNames('quiet dense nowrap', tiles.note, styles.low)}>
              {figure ? formatMetric(figure.low, unit) : ''}
            </td>
            <td className={classNames('quiet dense nowrap', tiles.note, styles.high)}>
              {figure ? formatMetric(figure.high, unit) : ''}
            </td>
            <td className={classNames('quiet dense', tiles.note, styles.n)}>
              {figure && n !== null ? formatCount(n) : ''}
            </td>
            <td className={classNames('quiet dense', tiles.note, styles.of)}>{figure ? of : 'undefined'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
