import { memo, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { yieldToEventLoop } from '../../../../dataset/yieldToEventLoop.ts';
import { classNames } from '../../../components/classNames.ts';
import type { FeatureMap } from './channelMap.ts';
import { mapColours, type Palette } from './mapColours.ts';
import styles from './maps.module.css';
import { PrintedMap } from './PrintedMap.tsx';

type ValueMapProps = {
  readonly map: FeatureMap;
  readonly palette: Palette;
  /** Where the colours end. */
  readonly limit: number;
  /** What a screen reader says; null where it is named beside it. */
  readonly label: string | null;
  readonly className?: string | undefined;
  /** One of many: drawn after the large ones, and left as it is on paper. */
  readonly small?: boolean;
  /** Drawn over it, in the units of its pixels. */
  readonly children?: ReactNode;
};

/** A map of numbers as colours, each number a square. */
export const ValueMap = memo(function ValueMap({
  map,
  palette,
  limit,
  label,
  className,
  small = false,
  children,
}: ValueMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, values } = map;
  const printing = usePrinting();
  useEffect(() => {
    const draw = () => drawMap(canvas.current, { width, height, values }, limit, palette);
    return small ? drawSoon(draw) : draw();
  }, [width, height, values, limit, palette, small]);
  const name = label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <div className={classNames('on-black', styles.map, className)} style={{ aspectRatio: `${width} / ${height}` }}>
      <canvas ref={canvas} width={1} height={1} {...name} />
      {printing && !small ? <PrintedMap {...{ map, palette, limit }} /> : null}
      {children ? (
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {children}
        </svg>
      ) : null}
    </div>
  );
});

function drawMap(canvas: HTMLCanvasElement | null, map: FeatureMap, limit: number, palette: Palette): void {
  const { width, height, values } = map;
  const context = canvas?.getContext('2d');
  if (!context || values.length === 0) return;
  // A size that is set anew, even the same, costs new memory.
  if (context.canvas.width !== width) context.canvas.width = width;
  if (context.canvas.height !== height) context.canvas.height = height;
  context.putImageData(new ImageData(mapColours(values, limit, palette), width, height), 0, 0);
}

/** Of one task: with what else a task brings along it stays well below the 50 ms at which a page seems to stand. */
const MOST_MS = 8;
const waiting = new Set<() => void>();
let isDrawing = false;

/**
 * Draws in turn with others that wait, in short tasks: a hundred small maps never hold up the large ones, nor the page.
 * @returns takes it back where it is not drawn yet
 */
function drawSoon(draw: () => void): () => void {
  waiting.add(draw);
  if (!isDrawing) void drawAll();
  return () => waiting.delete(draw);
}

async function drawAll(): Promise<void> {
  isDrawing = true;
  try {
    while (waiting.size > 0) {
      await yieldToEventLoop();
      drawSome(performance.now() + MOST_MS);
    }
  } finally {
    isDrawing = false; // one that fails ends this turn, and no later one
  }
}

function drawSome(until: number): void {
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() > until) return;
  }
}

const paper = window.matchMedia('print');

function subscribe(onChange: () => void): () => void {
  // At once: the browser lays the paper out as soon as it has said so.
  const listen = () => flushSync(onChange);
  paper.addEventListener('change', listen);
  return () => paper.removeEventListener('change', listen);
}

/** Whether the page is being laid out on paper. */
function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => paper.matches);
}
