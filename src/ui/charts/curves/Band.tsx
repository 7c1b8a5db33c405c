import { area } from 'd3-shape';
import type { BandPoint } from '../../../evaluation/curves/curveBands.ts';
import type { PlotScales } from '../plot/Plot.tsx';
import styles from './curves.module.css';

/** Where a curve lies with 95 % confidence; nothing where that is not known. */
export function Band({ band, scales: { x, y } }: { readonly band: readonly BandPoint[] | null; scales: PlotScales }) {
  if (!band || band.length === 0) return null;
  const path = area<BandPoint>()
    .x((point) => x(point.at))
    .y0((point) => y(point.low))
    .y1((point) => y(point.high));
  return <path className={styles.band} d={path(band) ?? ''} />;
}

/** The column of a table twin: the band at the nearest place of the axis. */
export function bandWords(band: readonly BandPoint[], at: number, format: (share: number) => string): string {
  const near = band[Math.round(at * (band.length - 1))];
  return near ? `${format(near.low)} to ${format(near.high)}` : '–';
}
