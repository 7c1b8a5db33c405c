import { line } from 'd3-shape';
import type { NetBenefitPoint } from '../../../evaluation/curves/netBenefit.ts';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatProbability } from '../../components/text/format.ts';
import charts from '../plot/charts.module.css';
import { Plot, type PlotScales } from '../plot/Plot.tsx';
import styles from './curves.module.css';

type DecisionCurveChartProps = {
  readonly points: readonly NetBenefitPoint[];
  /** Share of positive scans: the most that there is to gain. */
  readonly prevalence: number;
};

/** Net benefit of acting on the network over the probabilities at which one would act, against acting on all scans or none. */
export function DecisionCurveChart({ points, prevalence }: DecisionCurveChartProps) {
  const lowest = Math.min(0, ...points.map(({ model }) => model));
  return (
    <Plot
      title="Decision curve"
      height={300}
      x={{ label: 'Probability from which one acts', domain: [0, 1], format: (value) => value.toFixed(1) }}
      y={{
        label: 'Net benefit',
        domain: [Math.max(lowest, -prevalence / 2), prevalence],
        format: (value) => value.toFixed(2),
      }}
      readings={{
        count: points.length,
        nearest: 'x',
        atRest: 'Solid: the network. Dashed: acting on all scans. Level: acting on none',
        at: (index) => {
          const point = points[index];
          return point ? { x: point.threshold, ys: [point.model], text: words(point) } : { x: 0, ys: [], text: '' };
        },
      }}
      table={<PointsTable points={points} />}
      note="In true positives for each scan: a false alarm counts as the odds of the probability from which one acts."
    >
      {(scales) => <Drawing points={points} scales={scales} />}
    </Plot>
  );
}

function Drawing({
  points,
  scales: { x, y, clip },
}: {
  readonly points: readonly NetBenefitPoint[];
  readonly scales: PlotScales;
}) {
  const path = (of: (point: NetBenefitPoint) => number) =>
    line<NetBenefitPoint>()
      .x((point) => x(point.threshold))
      .y((point) => y(of(point)))(points) ?? '';
  return (
    <g clipPath={clip}>
      <line className={charts.axisLine} x1={x(0)} x2={x(1)} y1={y(0)} y2={y(0)} />
      <path className={styles.other} d={path(({ all }) => all)} />
      <path className={styles.curve} d={path(({ model }) => model)} />
    </g>
  );
}

function PointsTable({ points }: Pick<DecisionCurveChartProps, 'points'>) {
  return (
    <Table caption="Net benefit">
      <thead>
        <tr>
          <NumberHead>Acting from</NumberHead>
          <NumberHead>The network</NumberHead>
          <NumberHead>All scans</NumberHead>
          <NumberHead>None</NumberHead>
        </tr>
      </thead>
      <tbody>
        {points.map(({ threshold, model, all }) => (
          <tr key={threshold}>
            <td className={numberCell}>{formatProbability(threshold)}</td>
            <td className={numberCell}>{model.toFixed(3)}</td>
            <td className={numberCell}>{all.toFixed(3)}</td>
            <td className={numberCell}>0.000</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function words({ threshold, model, all }: NetBenefitPoint): string {
  return `Acting from ${formatProbability(threshold)}: network ${model.toFixed(3)}, all scans ${all.toFixed(3)}, none 0`;
}
