import type { GreyWindow, Samples } from '../../image/rawImage.ts';
import { percentileWindow } from '../../windowing/windowing.ts';
import type { NiftiHeader } from './niftiHeader.ts';
import type { Voxels } from './niftiVoxels.ts';

/** Sorting more takes seconds, and tells the percentiles no better. */
const MOST_SORTED = 2 ** 20;
/** A range that the header wants shown is left aside where the values fill less of it: everything would look the same. */
const MOST_EMPTY = 20;

/**
 * What is black and what is white in every slice of a volume: the range that the header wants shown, else all but the darkest and the
 * brightest 0.5 % of the volume. `from` says which, for the eye.
 */
export function niftiWindow(voxels: Voxels, { shown, slope, intercept }: NiftiHeader): GreyWindow & { from: string } {
  const stored = percentileWindow(sampleOf(voxels));
  const ends = [stored.low * slope + intercept, stored.high * slope + intercept] as const;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const fits = shown && shown.low < high && shown.high > low && shown.high - shown.low <= MOST_EMPTY * (high - low);
  return fits
    ? { ...shown, from: 'as the header wants the volume shown' }
    : { low, high, from: 'all but the darkest and the brightest 0.5 % of the volume' };
}

function sampleOf(voxels: Voxels): Samples {
  if (voxels instanceof Uint8Array || voxels instanceof Uint16Array || voxels instanceof Int16Array) return voxels;
  const step = Math.ceil(voxels.length / MOST_SORTED);
  const sample = new Float32Array(Math.ceil(voxels.length / step));
  for (let i = 0; i < sample.length; i++) {
    const value = Number(voxels[i * step]);
    sample[i] = Number.isFinite(value) ? value : 0;
  }
  return sample;
}
