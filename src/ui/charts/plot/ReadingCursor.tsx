import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { classNames } from '../../components/classNames.ts';
import type { PlotArea, Scale } from './axes.tsx';
import styles from './charts.module.css';

/** One place of a chart that can be read off. */
type Reading = {
  readonly x: number;
  /** The values there, in the units of the y axis; the dots of the cursor. */
  readonly ys: readonly number[];
  /** In words, e.g. 'Epoch 3: training 0.412, validation 0.498'. */
  readonly text: string;
};

export type Readings = {
  readonly count: number;
  readonly at: (index: number) => Reading;
  /** What stands in the reading line while nothing is pointed at; default: the last reading. */
  readonly atRest?: string;
  /** 'x': by the pointer's column (curves over time); 'xy': the nearest point (ROC). */
  readonly nearest: 'x' | 'xy';
};

/**
 * Reads values off a chart: by pointer, or by arrow keys, Page up/down, Home and End once it has the focus.
 * What it stands on is told in the line under the chart and to screen readers.
 */
export function ReadingCursor(props: {
  readonly title: string;
  readonly readings: Readings;
  readonly x: Scale;
  readonly y: Scale;
  readonly area: PlotArea;
  readonly children: (marks: ReactNode) => ReactNode;
}) {
  const { readings, x, y, area } = props;
  const [place, setPlace] = useState<number | null>(null);
  const last = readings.count - 1;
  const shown = place === null ? null : Math.min(place, last);
  const reading = shown === null || shown < 0 ? null : readings.at(shown);
  const restText = readings.atRest ?? (last >= 0 ? readings.at(last).text : 'Nothing to read yet');

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPlace(event.key, shown ?? last, last);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const atX = event.clientX - box.left + area.left;
    const atY = event.clientY - box.top + area.top;
    setPlace(nearestPlace(readings, x, y, atX, atY));
  };

  return (
    <>
      <div className={styles.stack}>
        {props.children(reading ? <CursorMarks reading={reading} x={x} y={y} area={area} /> : null)}
        <div
          className={styles.cursor}
          role="slider"
          tabIndex={0}
          aria-label={`${props.title}, read values`}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={Math.max(0, shown ?? last)}
          aria-valuetext={reading?.text ?? restText}
          style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerDown={onPointerMove}
          onPointerLeave={() => setPlace(null)}
          onBlur={() => setPlace(null)}
        />
      </div>
      <p className={classNames('quiet dense', styles.reading)}>{reading?.text ?? restText}</p>
    </>
  );
}

function CursorMarks({ reading, x, y, area }: { reading: Reading; x: Scale; y: Scale; area: PlotArea }) {
  const left = x(reading.x);
  return (
    <g className={styles.marks}>
      <line x1={left} x2={left} y1={area.top} y2={area.top + area.height} />
      {reading.ys.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the dots have no identity but their series
        <circle key={index} cx={left} cy={y(value)} r={4} />
      ))}
    </g>
  );
}

function nextPlace(key: string, place: number, last: number): number | null {
  if (last < 0) return null;
  const page = Math.max(1, Math.round((last + 1) / 10));
  const moves: Record<string, number> = {
    ArrowRight: place + 1,
    ArrowUp: place + 1,
    ArrowLeft: place - 1,
    ArrowDown: place - 1,
    PageUp: place + page,
    PageDown: place - page,
    Home: 0,
    End: last,
  };
  const next = moves[key];
  return next === undefined ? null : Math.max(0, Math.min(last, next));
}

function nearestPlace(readings: Readings, x: Scale, y: Scale, atX: number, atY: number): number | null {
  let best: number | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let index = 0; index < readings.count; index += 1) {
    const reading = readings.at(index);
    const dx = x(reading.x) - atX;
    const dy = readings.nearest === 'x' ? 0 : y(reading.ys[0] ?? 0) - atY;
    const distance = dx * dx + dy * dy;
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
