import { type ScaleLinear, scaleLinear } from 'd3-scale';
import styles from './charts.module.css';

export type Scale = ScaleLinear<number, number>;

/** One axis in the units of its data. */
export type Axis = {
  /** Name and unit, e.g. 'Loss (cross-entropy, nats)'. */
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly format: (value: number) => string;
  /** Whole numbers only: epochs, scans. */
  readonly whole?: boolean;
};

/** The plot's inside, CSS pixels. */
export type PlotArea = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** CSS pixels of a vertical axis for each tick. */
const Y_SPACING = 44;

/** The scale of a vertical axis: it ends at ticks, so that each bar and line lies between two of them. */
export function yScale(axis: Axis, area: PlotArea): Scale {
  return scaleLinear(axis.domain, [area.top + area.height, area.top]).nice(tickCount(area.height / Y_SPACING));
}

function tickCount(spaces: number): number {
  return Math.max(2, Math.floor(spaces));
}

function ticksOf(axis: Axis, scale: Scale, spaces: number): number[] {
  const ticks = scale.ticks(tickCount(spaces));
  return axis.whole ? ticks.filter(Number.isInteger) : ticks;
}

export function XAxis({ axis, scale, area }: { axis: Axis; scale: Scale; area: PlotArea }) {
  const bottom = area.top + area.height;
  return (
    <g className={styles.axis}>
      <line x1={area.left} x2={area.left + area.width} y1={bottom} y2={bottom} className={styles.axisLine} />
      {ticksOf(axis, scale, area.width / 64).map((tick) => (
        <g key={tick} transform={`translate(${scale(tick)},${bottom})`}>
          <line y2={4} className={styles.axisLine} />
          <text y={18} textAnchor="middle">
            {axis.format(tick)}
          </text>
        </g>
      ))}
      <text x={area.left + area.width} y={bottom + 34} textAnchor="end">
        {axis.label}
      </text>
    </g>
  );
}

export function YAxis({ axis, scale, area }: { axis: Axis; scale: Scale; area: PlotArea }) {
  return (
    <g className={styles.axis}>
      {ticksOf(axis, scale, area.height / Y_SPACING).map((tick) => (
        <g key={tick} transform={`translate(${area.left},${scale(tick)})`}>
          <line x2={area.width} className={styles.gridLine} />
          <text x={-8} dy="0.32em" textAnchor="end">
            {axis.format(tick)}
          </text>
        </g>
      ))}
      <text x={0} y={12}>
        {axis.label}
      </text>
    </g>
  );
}
