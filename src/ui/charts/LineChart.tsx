import { line } from 'd3-shape';
import { type ReactNode, useState } from 'react';
import { createDecimator, type Samples } from './decimate.ts';
import type { Axis } from './plot/axes.tsx';
import styles from './plot/charts.module.css';
import { Legend } from './plot/Legend.tsx';
import { Plot, type PlotScales } from './plot/Plot.tsx';
import type { Readings } from './plot/ReadingCursor.tsx';

export type LinePoint = { readonly x: number; readonly y: number };

/** A curve with one marked point per epoch. */
export type LineSeries = {
  readonly name: string;
  readonly look: 'training' | 'validation';
  readonly points: readonly LinePoint[];
};

/** A fine line behind the curves, of any number of points; only as many are drawn as there are pixels. */
type FineLine = {
  readonly name: string;
  readonly samples: Samples;
  /** The x of sample number `index`. */
  readonly xAt: (index: number) => number;
};

/** Curves over time. Each series has its own marker and line as well as its colour. */
export function LineChart(props: {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly height?: number;
  readonly series: readonly LineSeries[];
  readonly fine?: FineLine;
  /** A vertical line with a word, e.g. the epoch whose weights are kept. */
  readonly mark?: { readonly x: number; readonly label: string };
  readonly readings: Readings;
  readonly table: ReactNode;
}) {
  const { fine, series, mark } = props;
  const [decimate] = useState(createDecimator);
  return (
    <Plot
      title={props.title}
      x={props.x}
      y={props.y}
      height={props.height ?? 260}
      readings={props.readings}
      table={props.table}
      legend={<SeriesLegend series={series} fine={fine} />}
    >
      {(scales) => (
        <>
          <g clipPath={scales.clip}>
            {fine ? (
              <path className={styles.fine} d={finePath(decimate(fine.samples, scales.area.width), fine, scales)} />
            ) : null}
            {series.map((each) => (
              <Curve key={each.name} series={each} scales={scales} />
            ))}
          </g>
          {mark ? <MarkedX mark={mark} scales={scales} /> : null}
        </>
      )}
    </Plot>
  );
}

function finePath(places: number[], fine: FineLine, { x, y }: PlotScales): string {
  const path = line<number>()
    .x((place) => round(x(fine.xAt(place))))
    .y((place) => round(y(fine.samples.at(place))));
  return path(places) ?? '';
}

function Curve({ series, scales: { x, y, area } }: { series: LineSeries; scales: PlotScales }) {
  const points = series.points.filter((point) => Number.isFinite(point.y));
  const path = line<LinePoint>()
    .x((point) => round(x(point.x)))
    .y((point) => round(y(point.y)));
  const crowded = points.length * 12 > area.width;
  const marked = crowded ? points.slice(-1) : points;
  return (
    <g className={styles[series.look]}>
      <path className={styles.line} d={path(points) ?? ''} />
      {marked.map((point) => (
        <Marker key={point.x} look={series.look} left={round(x(point.x))} top={round(y(point.y))} />
      ))}
    </g>
  );
}

function Marker({ look, left, top }: { look: LineSeries['look']; left: number; top: number }) {
  return look === 'training' ? (
    <circle className={styles.marker} cx={left} cy={top} r={3} />
  ) : (
    <rect
      className={styles.marker}
      x={left - 3}
      y={top - 3}
      width={6}
      height={6}
      transform={`rotate(45 ${left} ${top})`}
    />
  );
}

function MarkedX({ mark, scales: { x, area } }: { mark: { x: number; label: string }; scales: PlotScales }) {
  const left = round(x(mark.x));
  const flip = left + LABEL_PX > area.left + area.width;
  return (
    <g className={styles.marked}>
      <line x1={left} x2={left} y1={area.top - 4} y2={area.top + area.height} />
      <text x={left + (flip ? -6 : 6)} y={area.top - 6} textAnchor={flip ? 'end' : 'start'}>
        {mark.label}
      </text>
    </g>
  );
}

function SeriesLegend({ series, fine }: { series: readonly LineSeries[]; fine: FineLine | undefined }) {
  return (
    <Legend>
      {series.map(({ name, look }) => (
        <li key={name}>
          <svg width={24} height={10} aria-hidden="true" focusable="false" className={styles[look]}>
            <path className={styles.line} d="M0,5H24" />
            <Marker look={look} left={12} top={5} />
          </svg>
          {name}
        </li>
      ))}
      {fine ? (
        <li>
          <svg width={24} height={10} aria-hidden="true" focusable="false">
            <path className={styles.fine} d="M0,6L4,3L8,8L12,2L16,7L20,4L24,6" />
          </svg>
          {fine.name}
        </li>
      ) : null}
    </Legend>
  );
}

const LABEL_PX = 100;

/** Tenths of a pixel: shorter paths, and no visible difference. */
function round(px: number): number {
  return Math.round(px * 10) / 10;
}
