import type { Random } from '../random.ts';

/** A smooth random landscape: about -0.7..0.7, with hills about one unit wide, repeating after 64 units. */
export type SmoothNoise = (x: number, y: number) => number;

const PERIOD = 64;
const MASK = PERIOD - 1;

/** Gradient noise (Perlin, 'Improving noise', 2002) over a lattice of seeded directions. */
export function createSmoothNoise(random: Random): SmoothNoise {
  const slopesX = new Float32Array(PERIOD * PERIOD);
  const slopesY = new Float32Array(PERIOD * PERIOD);
  for (let i = 0; i < slopesX.length; i++) {
    const angle = 2 * Math.PI * random.next();
    slopesX[i] = Math.cos(angle);
    slopesY[i] = Math.sin(angle);
  }
  const hill = (column: number, row: number, dx: number, dy: number) => {
    const place = (row & MASK) * PERIOD + (column & MASK);
    return (slopesX[place] as number) * dx + (slopesY[place] as number) * dy;
  };
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - column, y - row];
    const across = fade(dx);
    const top = mix(hill(column, row, dx, dy), hill(column + 1, row, dx - 1, dy), across);
    const bottom = mix(hill(column, row + 1, dx, dy - 1), hill(column + 1, row + 1, dx - 1, dy - 1), across);
    return mix(top, bottom, fade(dy));
  };
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

/** 0 up to `from`, 1 from `to` on, smooth between. */
export function step(from: number, to: number, x: number): number {
  const t = x <= from ? 0 : x >= to ? 1 : (x - from) / (to - from);
  return t * t * (3 - 2 * t);
}
