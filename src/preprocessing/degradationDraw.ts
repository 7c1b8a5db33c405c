import type { Augmentation } from './preprocessingSpec.ts';

/** How an image is degraded at random: what scanners, programs and websites do to scans. */
const DEGRADING = ['contrast', 'gamma', 'blur', 'resolution', 'noise', 'compression', 'cutOut'] as const;
export type DegradationAmounts = Pick<Augmentation, (typeof DEGRADING)[number]>;

/** What was drawn for one image. */
export type DegradationDraw = {
  /** Factor of the difference from the mean. */
  readonly contrast: number;
  /** Exponent of grey levels in 0..1. */
  readonly gamma: number;
  /** Standard deviation in pixels. */
  readonly blur: number;
  /** Longer side in pixels to which it is reduced, and enlarged again; the image's own: not at all. */
  readonly side: number;
  /** Standard deviation of grey levels in 0..1, and the seed of the noise. */
  readonly noise: number;
  readonly noiseSeed: number;
  /** Of JPEG, 1..100; 100: none. */
  readonly quality: number;
  /** A black square: its left and upper edge and its side, in pixels; it may begin outside. */
  readonly cut: { readonly left: number; readonly top: number; readonly side: number };
};

/** One image [height, width, depth] of grey levels 0..1, which is changed in place. */
export type DegradedImage = {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly depth: 1 | 3;
};

/** The numbers that a draw takes, whatever is switched on, so that switching one change off leaves the others as they were. */
const drawsPerImage = 9;

/** Below this side nothing would be left of an image. */
const leastSide = 4;

export function isDegrading(amounts: DegradationAmounts): boolean {
  return DEGRADING.some((name) => amounts[name] > 0);
}

/** @param size pixels a side @param random uniform in 0..1 */
export function drawDegradation(size: number, amounts: DegradationAmounts, random: () => number): DegradationDraw {
  const { contrast, gamma, blur, resolution, noise, compression, cutOut, ...others } = amounts;
  // A change that is not drawn here would be offered and do nothing: it does not compile.
  others satisfies Record<string, never>;
  const draws = Array.from({ length: drawsPerImage }, random);
  const [byContrast = 0, byGamma = 0, byBlur = 0, bySide = 0, byNoise = 0, seed = 0, byQuality = 0, x = 0, y = 0] =
    draws;
  const cutSide = Math.round(cutOut * size);
  return {
    contrast: 1 + (2 * byContrast - 1) * contrast,
    gamma: (1 + gamma) ** (2 * byGamma - 1),
    blur: byBlur * blur,
    side: Math.max(Math.min(leastSide, size), Math.round(size * (1 - bySide * resolution))),
    noise: byNoise * noise,
    noiseSeed: Math.floor(seed * 2 ** 32),
    quality: Math.max(1, Math.round(100 * (1 - byQuality * compression))),
    cut: { left: Math.round(x * size - cutSide / 2), top: Math.round(y * size - cutSide / 2), side: cutSide },
  };
}
