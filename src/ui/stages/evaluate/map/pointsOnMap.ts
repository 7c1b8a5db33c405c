import type { ScanMap } from '../../../../worker/jobs/explore/exploreProtocol.ts';

/** A place on the map, in its own units. */
export type MapPlace = { readonly x: number; readonly y: number };

/**
 * Places of the points inside an outline that closes itself, crossings counted: what a line to the right crosses an odd number of times
 * (even-odd rule), so that a loop in a loop is outside.
 */
export function pointsInOutline({ x, y }: Pick<ScanMap, 'x' | 'y'>, outline: readonly MapPlace[]): number[] {
  return [...x.keys()].filter((place) => isInside(x[place] ?? 0, y[place] ?? 0, outline));
}

/** A plain loop: fifty thousand points against some hundred sides must not hold the page up. */
function isInside(x: number, y: number, outline: readonly MapPlace[]): boolean {
  let inside = false;
  let from = outline.at(-1);
  for (const to of outline) {
    if (from && from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x))
      inside = !inside;
    from = to;
  }
  return inside;
}

/** The place of the nearest point, each axis counted in its own unit; null of none. */
export function nearestPoint(
  { x, y }: Pick<ScanMap, 'x' | 'y'>,
  at: MapPlace,
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
