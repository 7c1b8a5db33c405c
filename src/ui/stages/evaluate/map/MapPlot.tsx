import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { ScanMap } from '../../../../worker/jobs/explore/exploreProtocol.ts';
import { useWidth } from '../../../charts/plot/useWidth.ts';
import { classColour } from '../../../components/image/classColours.ts';
import styles from './MapCard.module.css';
import type { ColouredMap } from './mapColours.ts';
import { type MapPlace, nearestPoint, pointsInOutline, pointTowards } from './pointsOnMap.ts';

const HEIGHT = 420;
const MARGIN = 14;
/** A shorter way of the pointer is a click, and no corner of its own. */
const CLICK_PX = 5;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

type MapPlotProps = {
  readonly map: ScanMap;
  readonly colours: ColouredMap;
  /** What stands for a point, in words. */
  readonly nameOf: (place: number) => string;
  /** Places of the points that were clicked or circled. */
  readonly onSelect: (places: readonly number[]) => void;
};

/** All scans as points: a click or Enter takes one, dragging takes those that it goes around, arrows go from point to point. */
export function MapPlot({ map, colours, nameOf, onSelect }: MapPlotProps) {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const [current, setCurrent] = useState<number | null>(null);
  const [lasso, setLasso] = useState<readonly MapPlace[] | null>(null);
  const scales = useMemo(() => scalesOf(map, width), [map, width]);
  const paths = useMemo(() => pathsOf(map, colours, scales), [map, colours, scales]);
  const pixelOf = (event: PointerEvent<HTMLElement>): MapPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onMap = ({ x, y }: MapPlace): MapPlace => ({ x: scales.x.back(x), y: scales.y.back(y) });
  const nearest = (at: MapPlace) => nearestPoint(map, onMap(at), { x: scales.x.unit, y: scales.y.unit });
  const release = (event: PointerEvent<HTMLElement>) => {
    if (!lasso) return;
    const to = pixelOf(event);
    setLasso(null);
    if (lasso.length > 1) {
      onSelect(pointsInOutline(map, [...lasso, to].map(onMap)));
      return;
    }
    const place = nearest(to);
    if (place !== null) onSelect([place]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      setCurrent(current === null ? 0 : pointTowards(map, current, arrow));
    } else if ((event.key === 'Enter' || event.key === ' ') && current !== null) {
      event.preventDefault();
      onSelect([current]);
    }
  };
  return (
    <>
      <div
        ref={ref}
        className={styles.map}
        style={{ height: HEIGHT }}
        role="application"
        aria-label="Map of the scans: arrows go from scan to scan, Enter shows it"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is read with arrow keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setLasso([pixelOf(event)]);
        }}
        onPointerMove={(event) => {
          const at = pixelOf(event);
          if (lasso) setLasso(followed(lasso, at));
          else setCurrent(nearest(at));
        }}
        onPointerUp={release}
        onPointerCancel={() => setLasso(null)}
      >
        {width > 0 ? (
          <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
            {paths.map(({ value, path }, index) => (
              <path key={value} className={styles.points} stroke={classColour(index)} strokeWidth={6} d={path} />
            ))}
            {current === null ? null : (
              <circle
                className={styles.current}
                cx={scales.x.to(map.x[current] ?? 0)}
                cy={scales.y.to(map.y[current] ?? 0)}
                r={7}
              />
            )}
            {lasso ? (
              <polygon className={styles.lasso} points={lasso.map(({ x, y }) => `${x},${y}`).join(' ')} />
            ) : null}
          </svg>
        ) : null}
      </div>
      <p className="quiet dense" role="status">
        {current === null ? 'Click a scan, or drag around several.' : nameOf(current)}
      </p>
    </>
  );
}

/** The way of the pointer with its next place, where that is far enough from the last. */
function followed(way: readonly MapPlace[], at: MapPlace): readonly MapPlace[] {
  const last = way.at(-1);
  return last && Math.hypot(at.x - last.x, at.y - last.y) > CLICK_PX ? [...way, at] : way;
}

/** From values to pixels and back; `unit`: of the values, a pixel. */
type MapScale = {
  readonly to: (value: number) => number;
  readonly back: (px: number) => number;
  readonly unit: number;
};

function scalesOf(map: ScanMap, width: number): { readonly x: MapScale; readonly y: MapScale } {
  return { x: scaleOf(map.x, MARGIN, width - MARGIN), y: scaleOf(map.y, HEIGHT - MARGIN, MARGIN) };
}

function scaleOf(values: Float32Array, from: number, to: number): MapScale {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const perPixel = Math.max(high - low, 1e-9) / (to - from || 1);
  return {
    to: (value) => from + (value - low) / perPixel,
    back: (px) => low + (px - from) * perPixel,
    unit: Math.abs(perPixel),
  };
}

/** One path for each colour: thousands of elements would take long. */
function pathsOf(map: ScanMap, { values, each }: ColouredMap, scales: ReturnType<typeof scalesOf>) {
  const parts = new Map(values.map((value) => [value, [] as string[]]));
  for (const [place, value] of each.entries()) {
    const [x, y] = [scales.x.to(map.x[place] ?? 0), scales.y.to(map.y[place] ?? 0)];
    parts.get(value)?.push(`M${x.toFixed(1)},${y.toFixed(1)}h0`);
  }
  return [...parts].map(([value, path]) => ({ value, path: path.join('') }));
}
