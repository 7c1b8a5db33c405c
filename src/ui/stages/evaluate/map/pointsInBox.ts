import type { ScanMap } from '../../../../worker/protocol.ts';

/** A rectangle of the map, corners in any order, in its own units. */
type MapBox = { readonly x: readonly [number, number]; readonly y: readonly [number, number] };

/** Places of the points in a rectangle. */
export function pointsInBox({ x, y }: Pick<ScanMap, 'x' | 'y'>, box: MapBox): number[] {
  const within = (value: number, [a, b]: readonly [number, number]) =>
    value >= Math.min(a, b) && value <= Math.max(a, b);
  return [...x.keys()].filter((place) => within(x[place] ?? 0, box.x) && within(y[place] ?? 0, box.y));
}

/** The place of the nearest point, each axis counted in its own unit; null of none. */
export function nearestPoint(
  { x, y }: Pick<ScanMap, 'x' | 'y'>,
  at: { readonly x: number; readonly y: number },
  unit: { readonly x: number; readonly y: number },
): number | null {
  let [best, least]: [number | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const place of x.keys()) {
    const distance = Math.hypot(((x[place] ?? 0) - at.x) / unit.x, ((y[place] ?? 0) - at.y) / unit.y);
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

/** The nearest point in a direction (within 45 degrees of it); the same point where there is none. Up is towards larger y. */
export function pointTowards(
  { x, y }: Pick<ScanMap, 'x' | 'y'>,
  from: number,
  [dx, dy]: readonly [number, number],
): number {
  let [best, least] = [from, Number.POSITIVE_INFINITY];
  for (const place of x.keys()) {
    const [right, up] = [(x[place] ?? 0) - (x[from] ?? 0), (y[place] ?? 0) - (y[from] ?? 0)];
    const along = right * dx + up * dy;
    const across = Math.abs(right * dy) + Math.abs(up * dx);
    const distance = Math.hypot(right, up);
    if (place !== from && along > 0 && across <= along && distance < least) [best, least] = [place, distance];
  }
  return best;
}
