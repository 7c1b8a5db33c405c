import { sha256Of, shortHash } from '../../../dataset/hashes.ts';
import { placesOf, type VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES } from '../../../dataset/volumes.ts';
import { checkNotTooLarge } from '../../image/imageHeader.ts';
import { type GreyWindow, type HeaderFacts, narrowed, type Samples, type SliceSource } from '../../image/rawImage.ts';
import { lazyImport } from '../../lazyImport.ts';
import { decodingError, type PlainDecodingCode } from '../../messages.ts';
import { percentileWindow } from '../../windowing/windowing.ts';
import { isGzip, NiftiBytes } from './niftiBytes.ts';
import { NIFTI_1_BYTES, NIFTI_2_BYTES, type NiftiHeader, niftiHeaderBytes, readNiftiHeader } from './niftiHeader.ts';
import { type StackCut, stackCut } from './niftiStack.ts';

/** One volume fills the memory of a worker up to this; so much, because masks of 512 slices of 512 x 512 are met. */
const MOST_VOLUME_BYTES = 512 * 2 ** 20;
const MOST_SLICES = 1024;

type Volume = { readonly header: NiftiHeader; readonly type: VoxelType; readonly voxels: Voxels };

/**
 * The slices of the first volume of a NIfTI file (.nii, .nii.gz; version 1 or 2), one at a time from the feet, the back or the left on,
 * in the radiological convention; or the only one of them that is asked for, from 0. Follows nifti1.h, and nibabel where that leaves a
 * choice. Throws UserError.
 */
export async function* niftiSlices(
  file: Uint8Array<ArrayBuffer>,
  choice: VolumeChoice = ALL_AXIAL_SLICES,
  only: number | null = null,
): AsyncGenerator<SliceSource> {
  const volume = await readVolume(file);
  const cut = stackCut(volume.header, volume.type.channels, choice.plane);
  checkNotTooLarge(cut.width, cut.height);
  const places = placesOf(choice, cut.count);
  if (places.length > MOST_SLICES) {
    throw decodingError('nifti-too-many-slices', { slices: places.length, most: MOST_SLICES });
  }
  const colours = volume.type.channels > 1;
  const window = colours ? null : niftiWindow(volume.voxels, volume.header);
  const id = await shortHash(
    `volume|${volume.header.counts}|${await sha256Of(volume.voxels as Uint8Array<ArrayBuffer>)}`,
  );
  const series = await shortHash(`series|${id}|${choice.plane}`);
  const facts = factsOf(volume.header, cut, choice, window?.from ?? null);
  const ends = { low: window?.low ?? 0, high: window?.high ?? 255 };
  for (const [index, position] of places.entries()) {
    if (only !== null && index !== only) continue;
    yield {
      ...{ width: cut.width, height: cut.height, channels: colours ? 3 : 1, values: valuesOf(volume, cut, position) },
      ...{ window: ends, inverted: false, padding: null, pixelAspect: cut.pixelAspect, facts },
      ...{ subject: { id, from: 'volume' }, series, position },
    };
  }
}

async function readVolume(file: Uint8Array<ArrayBuffer>): Promise<Volume> {
  const bytes = new NiftiBytes(file);
  try {
    const header = await readHeader(bytes, file);
    const type = voxelType(header.type);
    const count = header.counts.reduce((product, each) => product * each, type.channels * type.bytes);
    if (count > MOST_VOLUME_BYTES) {
      throw decodingError('nifti-too-large', {
        size: header.counts.join(' x '),
        mb: Math.round(count / 2 ** 20),
        mostMb: MOST_VOLUME_BYTES / 2 ** 20,
      });
    }
    await bytes.skip(header.start - headerBytes(header));
    const { buffer } = await bytes.take(count);
    return { header, type, voxels: voxelsOf(buffer, type, header.littleEndian) };
  } finally {
    await bytes.close();
  }
}

const headerBytes = ({ version }: NiftiHeader) => (version === 1 ? NIFTI_1_BYTES : NIFTI_2_BYTES);

async function readHeader(bytes: NiftiBytes, file: Uint8Array): Promise<NiftiHeader> {
  const start = await bytes.take(NIFTI_1_BYTES).catch((error) => {
    throw isGzip(file) ? decodingError('nifti-not-in-gzip') : error;
  });
  const length = niftiHeaderBytes(start);
  if (length === null) throw decodingError(isGzip(file) ? 'nifti-not-in-gzip' : 'nifti-none');
  const header = new Uint8Array(length);
  header.set(start);
  header.set(await bytes.take(length - start.length), start.length);
  return readNiftiHeader(await lazyImport(() => import('nifti-reader-js')), header);
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
function factsOf(header: NiftiHeader, cut: StackCut, { plane }: VolumeChoice, window: string | null): HeaderFacts {
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
function niftiWindow(voxels: Voxels, { shown, slope, intercept }: NiftiHeader): GreyWindow & { from: string } {
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

/** Values of the voxels in the machine's own byte order. */
type Voxels =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigUint64Array
  | BigInt64Array;

type VoxelType = {
  /** In words, for the viewer. */
  readonly name: string;
  /** Bytes of one number. */
  readonly bytes: 1 | 2 | 4 | 8;
  /** Numbers of a voxel. */
  readonly channels: 1 | 3 | 4;
  readonly view: (buffer: ArrayBuffer) => Voxels;
};

const grey = (name: string, bytes: VoxelType['bytes'], view: VoxelType['view']) =>
  ({ name, bytes, channels: 1, view }) as const;

/** By the codes of nifti1.h. */
const TYPES: ReadonlyMap<number, VoxelType> = new Map<number, VoxelType>([
  [2, grey('8-bit numbers', 1, (buffer) => new Uint8Array(buffer))],
  [4, grey('16-bit numbers with sign', 2, (buffer) => new Int16Array(buffer))],
  [8, grey('32-bit numbers with sign', 4, (buffer) => new Int32Array(buffer))],
  [16, grey('32-bit fractions', 4, (buffer) => new Float32Array(buffer))],
  [64, grey('64-bit fractions', 8, (buffer) => new Float64Array(buffer))],
  [128, { name: 'RGB colours', bytes: 1, channels: 3, view: (buffer) => new Uint8Array(buffer) }],
  [256, grey('8-bit numbers with sign', 1, (buffer) => new Int8Array(buffer))],
  [512, grey('16-bit numbers', 2, (buffer) => new Uint16Array(buffer))],
  [768, grey('32-bit numbers', 4, (buffer) => new Uint32Array(buffer))],
  [1024, grey('64-bit numbers with sign', 8, (buffer) => new BigInt64Array(buffer))],
  [1280, grey('64-bit numbers', 8, (buffer) => new BigUint64Array(buffer))],
  [2304, { name: 'RGBA colours', bytes: 1, channels: 4, view: (buffer) => new Uint8Array(buffer) }],
]);

const UNREADABLE: Readonly<Record<number, PlainDecodingCode>> = {
  1: 'nifti-bits',
  32: 'nifti-complex',
  1536: 'nifti-128-bit',
  1792: 'nifti-complex',
  2048: 'nifti-complex',
};

/** Throws UserError for types that are no grey or colour values. */
function voxelType(code: number): VoxelType {
  const type = TYPES.get(code);
  if (type) return type;
  const unreadable = UNREADABLE[code];
  throw unreadable ? decodingError(unreadable) : decodingError('nifti-unknown-type', { type: code });
}

const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The buffer's own bytes are put into the machine's order. */
function voxelsOf(buffer: ArrayBuffer, type: VoxelType, littleEndian: boolean): Voxels {
  if (type.bytes > 1 && littleEndian !== MACHINE_IS_LITTLE_ENDIAN) turnBytes(new Uint8Array(buffer), type.bytes);
  return type.view(buffer);
}

function turnBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
