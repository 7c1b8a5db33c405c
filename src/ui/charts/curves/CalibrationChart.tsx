import type { CalibrationBin } from '../../../evaluation/calibration/calibration.ts';
import { IntervalCell } from '../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatCount, formatCounted, formatPercent, formatProbability } from '../../components/text/format.ts';
import charts from '../plot/charts.module.css';
import { Plot, type PlotScales } from '../plot/Plot.tsx';
import styles from './curves.module.css';

type CalibrationChartProps = {
  readonly bins: readonly CalibrationBin[];
  /** Whose probability it is. */
  readonly className: string;
};

type FilledBin = CalibrationBin & { readonly observed: NonNullable<CalibrationBin['observed']> };

/** How many scans there are at each probability is drawn in the lowest fifth. */
const HISTOGRAM = 0.2;

/** How often scans are of the class where the network says so with so much probability; below it how many scans there are. */
export function CalibrationChart({ bins, className }: CalibrationChartProps) {
  const filled = bins.filter((bin): bin is FilledBin => bin.observed !== null);
  return (
    <Plot
      title="Calibration"
      height="square"
      x={{ label: `Probability of ${className}`, domain: [0, 1], format: (value) => value.toFixed(1) }}
      y={{ label: `Scans that are ${className}`, domain: [0, 1], format: (share) => formatPercent(share, 0) }}
      readings={{
        count: filled.length,
        nearest: 'x',
        atRest: 'Dashed: as often as the network says. Bars: how many scans',
        at: (index) => readingOf(filled[index]),
      }}
      table={<BinTable bins={bins} />}
    >
      {(scales) => <Drawing bins={filled} scales={scales} />}
    </Plot>
  );
}

function Drawing({ bins, scales: { x, y } }: { readonly bins: readonly FilledBin[]; readonly scales: PlotScales }) {
  const most = Math.max(1, ...bins.map(({ n }) => n));
  return (
    <>
      {bins.map(({ from, to, n }) => {
        const top = y((HISTOGRAM * n) / most);
        return (
          <rect
            key={from}
            className={styles.bar}
            x={x(from) + 1}
            width={x(to) - x(from) - 2}
            y={top}
            height={y(0) - top}
          />
        );
      })}
      <line className={charts.guide} x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
      {bins.map(({ from, said, observed: { value, low, high } }) => (
        <g key={from}>
          <line className={styles.interval} x1={x(said)} x2={x(said)} y1={y(low)} y2={y(high)} />
          <circle className={styles.dot} cx={x(said)} cy={y(value)} r={5} />
        </g>
      ))}
    </>
  );
}

function readingOf(bin: FilledBin | undefined) {
  if (!bin) return { x: 0, ys: [], text: '' };
  const { said, observed, n } = bin;
  const range = `${formatPercent(observed.low, 0)} to ${formatPercent(observed.high, 0)}`;
  return {
    x: said,
    ys: [observed.value],
    text: `Says ${formatProbability(said)}: true of ${formatPercent(observed.value, 0)} (${range}) of ${formatCounted(n, 'scan')}`,
  };
}

function BinTable({ bins }: Pick<CalibrationChartProps, 'bins'>) {
  return (
    <Table caption="Calibration by probability">
      <thead>
        <tr>
          <th scope="col">Probability</th>
          <NumberHead>n</NumberHead>
          <NumberHead>Mean</NumberHead>
          <NumberHead>Observed (95 % interval)</NumberHead>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ from, to, n, said, observed }) => (
          <tr key={from}>
            <th scope="row">{`${from.toFixed(1)} to ${to.toFixed(1)}`}</th>
            <td className={numberCell}>{formatCount(n)}</td>
            <td className={numberCell}>{n === 0 ? '–' : formatProbability(said, 3)}</td>
            <IntervalCell figure={observed} as="percent" />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
