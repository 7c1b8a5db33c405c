import type { Random } from '../statistics/random.ts';
import { createSmoothNoise, type SmoothNoise } from './smoothNoise.ts';

/**
 * An axial slice of a head, drawn from a few numbers. Lengths are in decimetres (1 unit = 100 mm), the origin is the
 * middle of the head, x to the image's right, y to the back of the head. None of it is measured on anybody.
 */
export type Head = {
  readonly halfWidth: number;
  readonly halfLength: number;
  /** 0: at the level of the thalami; 1: above the ventricles. */
  readonly level: number;
  /** Thickness factors around 1. */
  readonly scalp: number;
  readonly skull: number;
  /** Half the width of a sulcus. */
  readonly sulcus: number;
  readonly sulcusDepth: number;
  /** Folds of the cortex in one unit. */
  readonly folds: number;
  /** Size factors around 1 of the ventricles of either side. */
  readonly ventricles: readonly [left: number, right: number];
  /** How far the cleft between the halves leaves the straight line. */
  readonly wobble: number;
  readonly noise: SmoothNoise;
};

export function drawHead(random: Random): Head {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const [ventricles, lopsided] = [between(0.55, 1.5), between(-0.2, 0.2)];
  return {
    halfWidth: between(0.68, 0.78),
    halfLength: between(0.86, 0.98),
    level: between(0, 1),
    scalp: between(0.5, 2),
    skull: between(0.8, 1.25),
    sulcus: between(0.002, 0.011),
    sulcusDepth: between(0.17, 0.28),
    folds: between(5.6, 7.4),
    ventricles: [ventricles * (1 - lopsided), ventricles * (1 + lopsided)],
    wobble: between(-0.012, 0.012),
    noise: createSmoothNoise(random),
  };
}
