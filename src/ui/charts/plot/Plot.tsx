import { scaleLinear } from 'd3-scale';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { type Axis, type PlotArea, type Scale, XAxis, YAxis, yScale } from './axes.tsx';
import styles from './charts.module.css';
import { ReadingCursor, type Readings } from './ReadingCursor.tsx';
import { useWidth } from './useWidth.ts';

export type PlotScales = {
  readonly x: Scale;
  readonly y: Scale;
  readonly area: PlotArea;
  /** Value of `clip-path` that keeps a drawing inside the axes. */
  readonly clip: string;
};

type PlotProps = {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** CSS pixels, axes included; 'square' is as high as wide. */
  readonly height: number | 'square';
  readonly legend?: ReactNode;
  readonly readings: Readings;
  /** The same numbers as a `Table`. */
  readonly table: ReactNode;
  /** A quiet line beneath. */
  readonly note?: ReactNode;
  readonly children: (scales: PlotScales) => ReactNode;
};

const MARGIN = { left: 44, right: 20, top: 34, bottom: 42 };
const SQUARE_AT_MOST = 560;

/**
 * A chart: title, legend, axes, a line that says in words what is pointed at, and the same numbers as a table one click
 * away. The drawing is for the eyes; the reading cursor (a slider) and the table carry everything it says.
 */
export function Plot(props: PlotProps) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  return (
    <figure className={classNames('stack', styles.plot)} aria-labelledby={titleId}>
      <div className={classNames('row', styles.head)}>
        <figcaption id={titleId} className={classNames('strong', styles.title)}>
          {props.title}
        </figcaption>
        {props.legend}
        <Button
          variant="quiet"
          small
          className={styles.toTable}
          aria-expanded={asTable}
          aria-label={`Data of the chart ${props.title}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Chart' : 'Numbers'}
        </Button>
      </div>
      {asTable ? <div className={styles.table}>{props.table}</div> : <Drawing {...props} />}
      {props.note ? <p className="quiet dense">{props.note}</p> : null}
    </figure>
  );
}

function Drawing(props: PlotProps) {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const clip = useId();
  const outer = props.height === 'square' ? Math.min(width, SQUARE_AT_MOST) : width;
  const height = props.height === 'square' ? outer : props.height;
  const area: PlotArea = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(40, outer - MARGIN.left - MARGIN.right),
    height: Math.max(40, height - MARGIN.top - MARGIN.bottom),
  };
  const x = scaleLinear(props.x.domain, [area.left, area.left + area.width]);
  const y = yScale(props.y, area);
  return (
    <div ref={ref} className={styles.drawing} style={{ minHeight: width > 0 ? undefined : height }}>
      {width > 0 ? (
        <ReadingCursor title={props.title} readings={props.readings} x={x} y={y} area={area}>
          {(marks) => (
            <svg width={outer} height={height} aria-hidden="true" focusable="false">
              <clipPath id={clip}>
                <rect x={area.left} y={area.top - 4} width={area.width + 5} height={area.height + 8} />
              </clipPath>
              <YAxis axis={props.y} scale={y} area={area} />
              <XAxis axis={props.x} scale={x} area={area} />
              {props.children({ x, y, area, clip: `url(#${clip})` })}
              {marks}
            </svg>
          )}
        </ReadingCursor>
      ) : null}
    </div>
  );
}
