import { line } from 'd3-shape';
import type { BandPoint } from '../../../evaluation/curves/curveBands.ts';
import type { PrecisionRecallPoint } from '../../../evaluation/curves/precisionRecall.ts';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatPercent, formatProbability } from '../../components/text/format.ts';
import charts from '../plot/charts.module.css';
import { Plot, type PlotScales } from '../plot/Plot.tsx';
import { Band, bandWords } from './Band.tsx';
import { curveReadings } from './curveReadings.ts';
import styles from './curves.module.css';
import roc from './RocChart.module.css';

type PrecisionRecallChartProps = {
  readonly points: readonly PrecisionRecallPoint[];
  /** Share of positive scans: what guessing is right in. */
  readonly prevalence: number;
  readonly band: readonly BandPoint[] | null;
  /** Where the threshold in use stands; null where there is none. */
  readonly operating: PrecisionRecallPoint | null;
  readonly note: string;
};

const shares = (label: string) =>
  ({ label, domain: [0, 1], format: (share: number) => formatPercent(share, 0) }) as const;

/** Precision against recall over all thresholds, with the threshold in use marked. */
export function PrecisionRecallChart({ points, prevalence, band, operating, note }: PrecisionRecallChartProps) {
  return (
    <Plot
      title="Precision-recall curve"
      height="square"
      x={shares('Recall (sensitivity)')}
      y={shares('Precision')}
      readings={curveReadings(points, operating, ({ recall, precision }) => ({ x: recall, y: precision }), words)}
      table={<PointsTable points={points} band={band} />}
      note={note}
    >
      {(scales) => <Drawing {...{ points, prevalence, band, operating, scales }} />}
    </Plot>
  );
}

type DrawingProps = Omit<PrecisionRecallChartProps, 'note'> & { readonly scales: PlotScales };

function Drawing({ points, prevalence, band, operating, scales }: DrawingProps) {
  const { x, y } = scales;
  const path = line<PrecisionRecallPoint>()
    .x((point) => x(point.recall))
    .y((point) => y(point.precision));
  return (
    <>
      <Band band={band} scales={scales} />
      <line className={charts.guide} x1={x(0)} x2={x(1)} y1={y(prevalence)} y2={y(prevalence)} />
      <path className={styles.curve} d={path(points) ?? ''} />
      {operating ? (
        <circle className={roc.operating} cx={x(operating.recall)} cy={y(operating.precision)} r={6} />
      ) : null}
    </>
  );
}

function PointsTable({ points, band }: Pick<PrecisionRecallChartProps, 'points' | 'band'>) {
  return (
    <Table caption="Points of the precision-recall curve">
      <thead>
        <tr>
          <NumberHead>Threshold</NumberHead>
          <NumberHead>Recall</NumberHead>
          <NumberHead>Precision</NumberHead>
          {band ? <NumberHead>95 % band</NumberHead> : null}
        </tr>
      </thead>
      <tbody>
        {points.map(({ threshold, recall, precision }) => (
          <tr key={threshold}>
            <td className={numberCell}>{formatProbability(threshold, 3)}</td>
            <td className={numberCell}>{formatPercent(recall)}</td>
            <td className={numberCell}>{formatPercent(precision)}</td>
            {band ? <td className={numberCell}>{bandWords(band, recall, formatPercent)}</td> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function words({ threshold, recall, precision }: PrecisionRecallPoint): string {
  return `threshold ${formatProbability(threshold, 3)}: recall ${formatPercent(recall)}, precision ${formatPercent(precision)}`;
}
