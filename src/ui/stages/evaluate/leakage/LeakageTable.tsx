import type { Leakage, TestSubset } from '../../../../evaluation/leakage.ts';
import { classNames } from '../../../components/classNames.ts';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatPercent } from '../../../components/text/format.ts';
import { IntervalMark } from './IntervalMark.tsx';
import styles from './leakage.module.css';

/** The random split, what its twins make of it, and the grouped split: figures, and where they lie on one scale. */
export function LeakageTable({ leak }: { readonly leak: Leakage }) {
  const rows = rowsOf(leak);
  const from = scaleFrom(rows.map(({ part }) => part));
  return (
    <Table caption="The same network on both splits" className={styles.table ?? ''}>
      <thead>
        <tr>
          <th scope="col">Test scans</th>
          <NumberHead>n</NumberHead>
          <NumberHead>Accuracy</NumberHead>
          <th scope="col" className={styles.mark}>
            <span className="row spread">
              <span>{formatPercent(from, 0)}</span> <span className="visually-hidden">to</span> <span>100 %</span>
            </span>
          </th>
          <NumberHead>AUC</NumberHead>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, part, within, honest }) => (
          <tr key={name} className={classNames(within && styles.within)}>
            <th scope="row">{name}</th>
            <td className={numberCell}>{formatCount(part.n)}</td>
            <IntervalCell figure={part.accuracy} as="percent" />
            <td className={styles.mark}>
              {part.accuracy ? <IntervalMark figure={part.accuracy} from={from} honest={honest} /> : null}
            </td>
            <IntervalCell figure={part.auc} as="fraction" />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Row = { readonly name: string; readonly part: TestSubset; readonly within: boolean; readonly honest: boolean };

function rowsOf({ random, withTwin, withoutTwin, grouped }: Leakage): Row[] {
  const parts: Row[] =
    withTwin && withoutTwin && withTwin.n > 0
      ? [
          { name: 'with a duplicate in training', part: withTwin, within: true, honest: false },
          { name: 'without', part: withoutTwin, within: true, honest: false },
        ]
      : [];
  return [
    { name: 'Random split', part: random, within: false, honest: false },
    ...parts,
    { name: 'Grouped split', part: grouped, within: false, honest: true },
  ];
}

/** The tenth below the lowest limit: a scale from 0 would hide the difference. */
function scaleFrom(parts: readonly TestSubset[]): number {
  const lows = parts.flatMap(({ accuracy }) => (accuracy ? [accuracy.low] : []));
  return Math.max(0, Math.min(0.9, Math.floor(Math.min(...lows) * 10) / 10));
}
