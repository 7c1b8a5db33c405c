import type { Readings } from '../plot/ReadingCursor.tsx';

/** How a curve over all thresholds is read off, with the threshold in use where nothing is pointed at. */
export function curveReadings<Point>(
  points: readonly Point[],
  operating: Point | null,
  place: (point: Point) => { readonly x: number; readonly y: number },
  words: (point: Point) => string,
): Readings {
  return {
    count: points.length,
    nearest: 'xy',
    atRest: operating ? `Marked: ${words(operating)}` : 'Point at the curve to read values',
    at: (index) => {
      const point = points[index];
      if (!point) return { x: 0, ys: [], text: '' };
      const { x, y } = place(point);
      return { x, ys: [y], text: words(point) };
    },
  };
}
