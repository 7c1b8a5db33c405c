import { line } from 'd3-shape';
import { classColour } from '../components/image/classColours.ts';
import { numberCell, Table } from '../components/table/Table.tsx';
import type { Axis } from './plot/axes.tsx';
import styles from './plot/charts.module.css';
import { Legend } from './plot/Legend.tsx';
import { Plot } from './plot/Plot.tsx';

type Point = { readonly x: number; readonly y: number };

/** Curves of the same kind, of several models. */
export type OverlaidCurve = { readonly name: string; readonly points: readonly Point[] };

/** Each next one has other dashes, so that colour never speaks alone. */
const DASHES = ['none', '8 4', '2 3', '10 3 2 3', '4 4', '12 4', '1 5', '6 2 2 2'];

/** Several curves in one frame, told apart by colour and by dashes. */
export function OverlayChart(props: {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number | 'square';
  readonly curves: readonly OverlaidCurve[];
  readonly diagonal?: true;
  readonly note?: string;
}) {
  const { title, x, y, curves } = props;
  const drawn = new Set(curves.filter(({ points }) => points.length > 0).map(({ name }) => name));
  const all = curves.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  const words = (point: (typeof all)[number]) =>
    `${point.name}: ${x.label} ${x.format(point.x)}, ${y.label} ${y.format(point.y)}`;
  return (
    <Plot
      {...{ title, x, y }}
      height={props.height}
      note={props.note}
      legend={<CurveLegend names={curves.map(({ name }) => name)} drawn={drawn} />}
      readings={{
        count: all.length,
        nearest: 'xy',
        atRest: 'Point at a curve to read values',
        at: (index) => {
          const point = all[index];
          return point ? { x: point.x, ys: [point.y], text: words(point) } : { x: 0, ys: [], text: '' };
        },
      }}
      table={<CurveTable {...{ title, x, y, curves }} />}
    >
      {(scales) => {
        const path = line<Point>()
          .x((point) => scales.x(point.x))
          .y((point) => scales.y(point.y));
        return (
          <g clipPath={scales.clip}>
            {props.diagonal ? (
              <line className={styles.guide} x1={scales.x(0)} y1={scales.y(0)} x2={scales.x(1)} y2={scales.y(1)} />
            ) : null}
            {curves.map(({ name, points }, index) => (
              <path key={name} className={styles.line} {...lookOf(index)} d={path(points) ?? ''} />
            ))}
          </g>
        );
      }}
    </Plot>
  );
}

function lookOf(index: number) {
  return { stroke: classColour(index), strokeDasharray: DASHES[index % DASHES.length] ?? 'none' };
}

/** A model without a curve keeps its colour in the charts beside. */
function CurveLegend({ names, drawn }: { readonly names: readonly string[]; readonly drawn: ReadonlySet<string> }) {
  return (
    <Legend>
      {names.map((name, index) =>
        drawn.has(name) ? (
          <li key={name}>
            <svg width={24} height={10} aria-hidden="true" focusable="false">
              <path className={styles.line} {...lookOf(index)} d="M0,5H24" />
            </svg>
            {name}
          </li>
        ) : null,
      )}
    </Legend>
  );
}

function CurveTable({ title, x, y, curves }: Pick<Parameters<typeof OverlayChart>[0], 'title' | 'x' | 'y' | 'curves'>) {
  return (
    <Table caption={`Points of the curves: ${title}`}>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" className={numberCell}>
            {x.label}
          </th>
          <th scope="col" className={numberCell}>
            {y.label}
          </th>
        </tr>
      </thead>
      <tbody>
        {curves.flatMap(({ name, points }) =>
          points.map((point, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: points have no identity but their place
            <tr key={`${name} ${index}`}>
              <th scope="row">{name}</th>
              <td className={numberCell}>{x.format(point.x)}</td>
              <td className={numberCell}>{y.format(point.y)}</td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}
