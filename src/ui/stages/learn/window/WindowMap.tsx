import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { classNames } from '../../../components/classNames.ts';
import type { FeatureMap } from '../maps/channelMap.ts';
import { MapLegend } from '../maps/MapLegend.tsx';
import type { Palette } from '../maps/mapColours.ts';
import maps from '../maps/maps.module.css';
import { ValueMap } from '../maps/ValueMap.tsx';
import type { WindowPlace } from './useSlide.ts';
import styles from './window.module.css';

type WindowMapProps = {
  readonly title: string;
  readonly map: FeatureMap;
  readonly palette: Palette;
  readonly limit: number;
  /** What is marked, pixels of the map; it may reach beyond it. */
  readonly marked: { readonly left: number; readonly top: number; readonly side: number };
  readonly place: WindowPlace;
  /** Pixels of this map from one place to the next. */
  readonly stride: number;
  /** The upper left pixel of the first place. */
  readonly first: number;
  readonly onMove: (place: WindowPlace) => void;
  /** How much of the map is there already, places in reading order; all of it where it is left out. */
  readonly drawnTo?: WindowPlace | null;
  readonly children?: ReactNode;
};

const STEPS: Readonly<Record<string, WindowPlace>> = {
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
};

/** A map with a window on it, which is dragged or moved with the arrow keys. */
export function WindowMap(props: WindowMapProps) {
  const { title, map, palette, limit, marked, place, stride, first, onMove, drawnTo = null } = props;
  const moveTo = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const pixel = (share: number, length: number) => Math.round((share * length - marked.side / 2 - first) / stride);
    onMove({
      row: pixel((event.clientY - box.top) / box.height, map.height),
      column: pixel((event.clientX - box.left) / box.width, map.width),
    });
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    onMove({ row: place.row + step.row, column: place.column + step.column });
  };
  return (
    <figure className="stack gap-1">
      <figcaption className="dense strong">{title}</figcaption>
      <div
        className={styles.pane}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the window is moved with the arrow keys.
        tabIndex={0}
        aria-label={`${title}: window at row ${place.row + 1}, column ${place.column + 1}. Arrow keys move it.`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          moveTo(event);
        }}
        onPointerMove={moveTo}
        onKeyDown={press}
      >
        <ValueMap map={map} palette={palette} limit={limit} label={null}>
          {drawnTo ? <NotYet map={map} place={drawnTo} /> : null}
          <rect
            className={classNames(maps.outline, styles.halo)}
            x={marked.left}
            y={marked.top}
            width={marked.side}
            height={marked.side}
          />
          <rect className={maps.outline} x={marked.left} y={marked.top} width={marked.side} height={marked.side} />
          {props.children}
        </ValueMap>
      </div>
      <MapLegend limit={limit} palette={palette} />
    </figure>
  );
}

/** Covers what the window has not come to yet. */
function NotYet({ map, place: { row, column } }: { readonly map: FeatureMap; readonly place: WindowPlace }) {
  return (
    <>
      <rect className={styles.notYet} x={column + 1} y={row} width={Math.max(0, map.width - column - 1)} height={1} />
      <rect className={styles.notYet} x={0} y={row + 1} width={map.width} height={Math.max(0, map.height - row - 1)} />
    </>
  );
}
