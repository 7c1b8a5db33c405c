import { useEffect, useState } from 'react';

export type WindowPlace = { readonly row: number; readonly column: number };
export type Slide = {
  readonly place: WindowPlace;
  readonly playing: boolean;
  /** Motion is not wanted: the window goes step by step, each at a press. */
  readonly still: boolean;
  readonly goTo: (place: WindowPlace) => void;
  readonly step: (by: number) => void;
  readonly play: (playing: boolean) => void;
};

/** From one place to the next while it plays. */
const STEP_MS = 140;

/**
 * A window on its way over a map, row by row.
 *
 * @param start the place in reading order at which it begins; the middle where it is left out
 */
export function useSlide(rows: number, columns: number, start: number | null = null): Slide {
  const [at, setAt] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const [still] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  const count = rows * columns;
  const first = start ?? Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  const current = Math.min(at ?? first, Math.max(0, count - 1));
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last = performance.now();
    // A hidden tab draws no frames: there the window stands.
    const draw = (now: number) => {
      frame = requestAnimationFrame(draw);
      if (now - last < STEP_MS) return;
      last = now;
      setAt((before) => ((before ?? first) + 1) % Math.max(1, count));
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [playing, count, first]);
  return {
    ...{ playing, still },
    place: { row: Math.floor(current / Math.max(1, columns)), column: current % Math.max(1, columns) },
    goTo: ({ row, column }) => {
      setPlaying(false);
      const inside = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));
      setAt(inside(row, rows) * columns + inside(column, columns));
    },
    step: (by) => {
      setPlaying(false);
      setAt((current + by + count) % Math.max(1, count));
    },
    play: (wanted) => setPlaying(wanted && !still),
  };
}
