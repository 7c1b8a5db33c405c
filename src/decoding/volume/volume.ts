import { sha256Of, shortHash } from '../../dataset/hashes.ts';
import { placesOf, type VolumeChoice } from '../../dataset/volumeChoice.ts';
import { checkNotTooLarge } from '../image/imageHeader.ts';
import {
  type GreyWindow,
  type HeaderFields,
  narrowed,
  type Samples,
  type SliceSource,
  type WhichSlices,
} from '../image/rawImage.ts';
import { decodingError } from '../messages.ts';
import { percentileWindow } from '../windowing/windowing.ts';
import { type StackCut, stackCut } from './stackCut.ts';
import type { VolumeHeader } from './volumeHeader.ts';
import type { Voxels, VoxelType } from './voxels.ts';

export type Volume = { readonly header: VolumeHeader; readonly type: VoxelType; readonly voxels: Voxels };

/** One volume fills the memory of a worker up to this; so much, because masks of 512 slices of 512 x 512 are met. */
const MOST_VOLUME_BYTES = 512 * 2 ** 20;
const MOST_SLICES = 1024;

/** The bytes of the voxels of a volume. Throws UserError, before memory is asked for, where they are too many. */
export function volumeBytes(counts: VolumeHeader['counts'], type: VoxelType): number {
  const count = counts.reduce((product, each) => product * each, type.channels * type.bytes);
  if (count > MOST_VOLUME_BYTES) {
    throw decodingError('nifti-too-large', {
      size: counts.join(' x '),
      mb: Math.round(count / 2 ** 20),
      mostMb: MOST_VOLUME_BYTES / 2 ** 20,
    });
  }
  return count;
}

/**
 * The slices of a volume, one at a time from the feet, the back or the left on, in the radiological convention; or the only one of them
 * that is asked for: the middle one, or by its number from 0. Throws UserError.
 */
export async function* slicesOfVolume(
  volume: Volume,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  const centre = (volumes.from + volumes.to) / 2;
  const choice = which === 'middle' ? { ...volumes, from: centre, to: centre } : volumes;
  const cut = stackCut(volume.header, volume.type.channels, choice.plane);
  checkNotTooLarge(cut.width, cut.height);
  const places = placesOf(choice, cut.count);
  if (places.length > MOST_SLICES) {
    throw decodingError('nifti-too-many-slices', { slices: places.length, most: MOST_SLICES });
  }
  const colours = volume.type.channels > 1;
  const window = colours ? null : volumeWindow(volume.voxels, volume.header);
  const id = await shortHash(
    `volume|${volume.header.counts}|${await sha256Of(volume.voxels as Uint8Array<ArrayBuffer>)}`,
  );
  const series = await shortHash(`series|${id}|${choice.plane}`);
  const headerFields = fieldsOf(volume.header, cut, choice, window?.from ?? null);
  const ends = { low: window?.low ?? 0, high: window?.high ?? 255 };
  for (const [index, position] of places.entries()) {
    if (typeof which === 'number' && index !== which) continue;
    yield {
      ...{ width: cut.width, height: cut.height, channels: colours ? 3 : 1, values: valuesOf(volume, cut, position) },
      ...{ window: ends, inverted: false, padding: null, pixelAspect: cut.pixelAspect, headerFields },
      ...{ subject: { id, from: 'volume' }, series, position },
    };
  }
}

/** Row by row as it is shown, in the units of the volume. */
function valuesOf({ header, type, voxels }: Volume, cut: StackCut, position: number): SliceSource['values'] {
  const places = placesOfPixels(cut, position);
  if (type.channels > 1) {
    const colours = new Uint8Array(3 * places.length);
    places.forEach((place, pixel) => {
      for (let channel = 0; channel < 3; channel++) colours[3 * pixel + channel] = Number(voxels[place + channel]);
    });
    return colours;
  }
  const { slope, intercept } = header;
  const values = new Float64Array(places.length);
  for (let pixel = 0; pixel < values.length; pixel++) {
    values[pixel] = Number(voxels[places[pixel] ?? 0]) * slope + intercept;
  }
  return narrowed(values);
}

function placesOfPixels({ rows, columns, firstOf }: StackCut, position: number): Uint32Array {
  const places = new Uint32Array(rows.length * columns.length);
  const first = firstOf(position);
  let pixel = 0;
  for (const row of rows) for (const column of columns) places[pixel++] = first + row + column;
  return places;
}

/** Nothing that differs between slices or between ways to store them, so that the same slice is found to be a copy. */
function fieldsOf(header: VolumeHeader, cut: StackCut, { plane }: VolumeChoice, window: string | null): HeaderFields {
  const ordered = (sizes: readonly number[]) => header.axes.map(({ axis }) => sizes[axis] ?? 1);
  const sizes = ordered(header.spacing).map((size) => Number(size.toPrecision(4)));
  return [
    ['Volume', `${ordered(header.counts).join(' x ')} voxels (left-right, back-front, feet-head)`],
    ...(header.volumes > 1 ? ([['Volumes', `the first of ${header.volumes}; the others are left out`]] as const) : []),
    ['Voxel size', `${sizes.join(' x ')}${header.unit ? ` ${header.unit}` : ' (no unit)'}`],
    ...(cut.repeated ? ([['Pixels', 'measured ones repeated, so that each is square']] as const) : []),
    ['Plane', plane],
    ['Shown', `${RADIOLOGICAL[plane]} is on the left of the image (radiological convention)`],
    ...(header.axesFrom === 'stored' ? ([['Directions', 'not in the header: sides may be swapped']] as const) : []),
    ...(window ? ([['Window', window]] as const) : []),
  ];
}

const RADIOLOGICAL = {
  axial: "the person's right",
  coronal: "the person's right",
  sagittal: "the person's front",
};

/** Sorting more takes seconds, and tells the percentiles no better. */
const MOST_SORTED = 2 ** 20;
/** A range that the header wants shown is left aside where the values fill less of it: everything would look the same. */
const MOST_EMPTY = 20;

/**
 * What is black and what is white in every slice of a volume: the range that the header wants shown, else all but the darkest and the
 * brightest 0.5 % of the volume. `from` says which, for the eye.
 */
function volumeWindow(voxels: Voxels, { shown, slope, intercept }: VolumeHeader): GreyWindow & { from: string } {
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
