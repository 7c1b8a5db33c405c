import { area as d3Area, line } from 'd3-shape';
import type { BandPoint } from '../../../evaluation/curves/curveBands.ts';
import type { RocPoint } from '../../../evaluation/curves/roc.ts';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatPercent, formatProbability } from '../../components/text/format.ts';
import styles from '../plot/charts.module.css';
import { Plot, type PlotScales } from '../plot/Plot.tsx';
import { Band, bandWords } from './Band.tsx';
import { curveReadings } from './curveReadings.ts';
import curves from './curves.module.css';
import roc from './RocChart.module.css';

/** Under a curve whose area a table says. */
export const CHANCE_LINE = 'Dashed: chance.';

const rateAxis = (label: string) =>
  ({ label, domain: [0, 1], format: (share: number) => `${Math.round(share * 100)} %` }) as const;

/** Sensitivity against 1 - specificity over all thresholds, with the threshold in use marked. */
export function RocChart(props: {
  readonly title: string;
  readonly points: readonly RocPoint[];
  /** Where the threshold in use stands; null where there is none. */
  readonly operating: RocPoint | null;
  readonly band?: readonly BandPoint[] | null;
  /** What the guide is, or why there is no curve. */
  readonly note: string;
}) {
  const { points, operating, band = null } = props;
  return (
    <Plot
      title={props.title}
      height="square"
      x={rateAxis('1 − specificity')}
      y={rateAxis('Sensitivity')}
      readings={curveReadings(
        points,
        operating,
        (point) => ({ x: point.falsePositiveRate, y: point.truePositiveRate }),
        words,
      )}
      table={<RocTable points={points} band={band} />}
      note={props.note}
    >
      {(scales) => <RocCurve points={points} operating={operating} band={band} scales={scales} />}
    </Plot>
  );
}

function RocCurve(props: {
  points: readonly RocPoint[];
  operating: RocPoint | null;
  band: readonly BandPoint[] | null;
  scales: PlotScales;
}) {
  const { x, y } = props.scales;
  const path = line<RocPoint>()
    .x((point) => x(point.falsePositiveRate))
    .y((point) => y(point.truePositiveRate));
  const under = d3Area<RocPoint>()
    .x((point) => x(point.falsePositiveRate))
    .y1((point) => y(point.truePositiveRate))
    .y0(y(0));
  return (
    <>
      {props.band ? (
        <Band band={props.band} scales={props.scales} />
      ) : (
        <path className={roc.under} d={under(props.points) ?? ''} />
      )}
      <line className={styles.guide} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <path className={curves.curve} d={path(props.points) ?? ''} />
      {props.operating ? <OperatingPoint point={props.operating} scales={props.scales} /> : null}
    </>
  );
}

function OperatingPoint({ point, scales: { x, y } }: { point: RocPoint; scales: PlotScales }) {
  const left = x(point.falsePositiveRate);
  const top = y(point.truePositiveRate);
  return (
    <>
      <line className={roc.drop} x1={left} x2={left} y1={top} y2={y(0)} />
      <line className={roc.drop} x1={x(0)} x2={left} y1={top} y2={top} />
      <circle className={roc.operating} cx={left} cy={top} r={6} />
    </>
  );
}

function RocTable({ points, band }: { points: readonly RocPoint[]; band: readonly BandPoint[] | null }) {
  return (
    <Table caption="Points of the ROC curve">
      <thead>
        <tr>
          <th scope="col" className={numberCell}>
            Threshold
          </th>
          <th scope="col" className={numberCell}>
            Sensitivity
          </th>
          <th scope="col" className={numberCell}>
            Specificity
          </th>
          {band ? <NumberHead>95 % band of the sensitivity</NumberHead> : null}
        </tr>
      </thead>
      <tbody>
        {points.map((point, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no identity but their place
          <tr key={index}>
            <td className={numberCell}>{thresholdText(point.threshold)}</td>
            <td className={numberCell}>{formatPercent(point.truePositiveRate)}</td>
            <td className={numberCell}>{formatPercent(1 - point.falsePositiveRate)}</td>
            {band ? <td className={numberCell}>{bandWords(band, point.falsePositiveRate, formatPercent)}</td> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function words(point: RocPoint): string {
  const specificity = formatPercent(1 - point.falsePositiveRate);
  return `threshold ${thresholdText(point.threshold)}: sensitivity ${formatPercent(point.truePositiveRate)}, specificity ${specificity}`;
}

/** A curve starts above every probability. */
function thresholdText(threshold: number): string {
  return threshold > 1 ? 'above 1' : formatProbability(threshold, 3);
}
