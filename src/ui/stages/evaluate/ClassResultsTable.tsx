import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatCount, formatMetric } from '../../components/text/format.ts';
import styles from './ClassResultsTable.module.css';
import type { ResultRow } from './resultRows.ts';

/** The figures of each class, with their intervals and numbers of scans. */
export function ClassResultsTable({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <Table caption="Results of each class" captionShown>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <NumberHead>Value</NumberHead>
          <NumberHead>95 % low</NumberHead>
          <NumberHead>95 % high</NumberHead>
          <NumberHead>n</NumberHead>
          <th scope="col">of</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, unit, figure, n, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={numberCell}>{formatMetric(figure?.value ?? Number.NaN, unit)}</td>
            <td className={numberCell}>{formatMetric(figure?.low ?? Number.NaN, unit)}</td>
            <td className={numberCell}>{formatMetric(figure?.high ?? Number.NaN, unit)}</td>
            <td className={numberCell}>{n === null ? '–' : formatCount(n)}</td>
            <td className={styles.of}>{of}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
