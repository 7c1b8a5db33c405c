import type { Random } from '../statistics/random.ts';

/** A smooth random landscape: about -0.7..0.7, with hills about one unit wide, repeating after 32 units. */
export type SmoothNoise = (x: number, y: number) => number;

const PERIOD = 32;
const MASK = PERIOD - 1;

/** Gradient noise (Perlin, 'Improving noise', 2002) over a lattice of seeded directions. */
export function createSmoothNoise(random: Random): SmoothNoise {
  const slopes = drawSlopes(random);
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const dx = x - column;
    const dy = y - row;
    const left = 2 * (column & MASK);
    const right = 2 * ((column + 1) & MASK);
    const above = 2 * PERIOD * (row & MASK);
    const below = 2 * PERIOD * ((row + 1) & MASK);
    const across = fade(dx);
    const top = mix(climb(slopes, above + left, dx, dy), climb(slopes, above + right, dx - 1, dy), across);
    const bottom = mix(climb(slopes, below + left, dx, dy - 1), climb(slopes, below + right, dx - 1, dy - 1), across);
    return mix(top, bottom, fade(dy));
  };
}

/** [row, column, (x, y)]: a direction at every point of the lattice. */
function drawSlopes(random: Random): Float32Array {
  const slopes = new Float32Array(2 * PERIOD * PERIOD);
  for (let i = 0; i < slopes.length; i += 2) {
    const angle = 2 * Math.PI * random.next();
    slopes[i] = Math.cos(angle);
    slopes[i + 1] = Math.sin(angle);
  }
  return slopes;
}

function climb(slopes: Float32Array, place: number, dx: number, dy: number): number {
  return (slopes[place] as number) * dx + (slopes[place + 1] as number) * dy;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

/** 0 up to `from`, 1 from `to` on, smooth between. `from` may be above `to`: then it falls. */
export function step(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Math.hypot guards against overflow that cannot happen here, at ten times the price. */
export function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
