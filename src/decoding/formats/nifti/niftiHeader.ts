import { decodingError, truncatedError } from '../../messages.ts';
import { nearestAxes, type Rotation, STORED_AXES } from '../../volume/bodyAxes.ts';
import type { VolumeHeader } from '../../volume/volumeHeader.ts';

/** Sizes of the headers, which are also the first number in them. */
export const NIFTI_1_BYTES = 348;
export const NIFTI_2_BYTES = 540;

const FIRST_ROW_AT = { 1: 280, 2: 400 } as const;
const MOST_VOXELS_A_SIDE = 32_767;
/** Beyond the header lie extensions; more than this is no header any more. */
const LAST_START = 16 * 2 ** 20;

/** A NIfTI header: what it says of its volume, and how the file is read. */
export type NiftiHeader = VolumeHeader & {
  readonly version: 1 | 2;
  readonly littleEndian: boolean;
  readonly type: number;
  /** Where the first voxel is in the file. */
  readonly start: number;
};

type NiftiReader = typeof import('nifti-reader-js');
type RawHeader = ReturnType<NiftiReader['readHeader']>;

/** Bytes of the header of a file that begins so; null where it is no NIfTI volume. Throws UserError for half of one. */
export function niftiHeaderBytes(start: Uint8Array, isOfPair: boolean): number | null {
  const [first, second] = [textAt(start, 344), textAt(start, 4)];
  if (!isOfPair && (first === 'ni1' || second === 'ni2')) throw decodingError('volume-two-files');
  if (first === 'n+1' || first === 'ni1') return NIFTI_1_BYTES;
  return second === 'n+2' || second === 'ni2' ? NIFTI_2_BYTES : null;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 3));
}

/** `bytes` is the header alone, so that nothing that follows it is believed. Throws UserError. */
export function readNiftiHeader(
  { readHeader }: NiftiReader,
  bytes: Uint8Array<ArrayBuffer>,
  isOfPair = false,
): NiftiHeader {
  const raw = orDamaged(() => readHeader(bytes.slice().buffer, isOfPair));
  const version = bytes.length === NIFTI_1_BYTES ? 1 : 2;
  const spacing = spacingOf(raw);
  return {
    ...{ version, littleEndian: raw.littleEndian, ...countsOf(raw), spacing: spacing.sizes, unit: spacing.unit },
    ...{ type: raw.datatypeCode, ...scalingOf(raw), shown: shownOf(raw), ...axesOf(raw, bytes, version) },
    start: startOf(raw, version, isOfPair),
  };
}

function orDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw decodingError('nifti-header');
  }
}

function countsOf({ dims }: RawHeader): Pick<NiftiHeader, 'counts' | 'volumes'> {
  const [rank = 0, ...sizes] = dims;
  const counted = (index: number) => (index < rank ? (sizes[index] ?? 0) : 1);
  const counts = [counted(0), counted(1), counted(2)] as const;
  const volumes = [3, 4, 5, 6].reduce((product, index) => product * counted(index), 1);
  const possible = counts.every((count) => Number.isInteger(count) && count > 0 && count <= MOST_VOXELS_A_SIDE);
  if (rank < 2 || rank > 7 || !possible || volumes < 1) {
    throw decodingError('nifti-impossible-size', { size: counts.join(' x ') });
  }
  return { counts, volumes };
}

function spacingOf({ pixDims, xyzt_units }: RawHeader): {
  sizes: NiftiHeader['spacing'];
  unit: NiftiHeader['unit'];
} {
  const perUnit = { 1: 1000, 2: 1, 3: 0.001 }[xyzt_units & 7];
  const size = (axis: number) => {
    const stored = Math.abs(pixDims[axis] ?? 0) * (perUnit ?? 1);
    return Number.isFinite(stored) && stored > 0 ? stored : 1;
  };
  return { sizes: [size(1), size(2), size(3)], unit: perUnit === undefined ? null : 'mm' };
}

/** A slope of 0 means that the numbers are the values (nifti1.h, "data scaling"). */
function scalingOf({ scl_slope, scl_inter }: RawHeader): Pick<NiftiHeader, 'slope' | 'intercept'> {
  if (!Number.isFinite(scl_slope) || scl_slope === 0) return { slope: 1, intercept: 0 };
  return { slope: scl_slope, intercept: Number.isFinite(scl_inter) ? scl_inter : 0 };
}

function shownOf({ cal_min, cal_max }: RawHeader): NiftiHeader['shown'] {
  return Number.isFinite(cal_min) && Number.isFinite(cal_max) && cal_max > cal_min
    ? { low: cal_min, high: cal_max }
    : null;
}

/** The sform goes before the qform, as in nibabel. */
function axesOf(raw: RawHeader, bytes: Uint8Array, version: 1 | 2): Pick<NiftiHeader, 'axes' | 'axesFrom'> {
  const sform = raw.sform_code > 0 ? sformOf(bytes, version, raw.littleEndian) : null;
  if (sform && isUsable(sform)) return { axes: nearestAxes(sform), axesFrom: 'sform' };
  const { pixDims } = raw;
  const quaternion = [raw.quatern_b, raw.quatern_c, raw.quatern_d] as const;
  const qform = raw.qform_code > 0 ? rotationOf(quaternion, pixDims[0] ?? 1, pixDims.slice(1, 4)) : null;
  if (qform && isUsable(qform)) return { axes: nearestAxes(qform), axesFrom: 'qform' };
  return { axes: STORED_AXES, axesFrom: 'stored' };
}

/** The library passes over it where there is a qform of a higher code, which is not how others read it. */
function sformOf(bytes: Uint8Array, version: 1 | 2, littleEndian: boolean): Rotation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (index: number) =>
    version === 1
      ? view.getFloat32(FIRST_ROW_AT[1] + 4 * index, littleEndian)
      : view.getFloat64(FIRST_ROW_AT[2] + 8 * index, littleEndian);
  return [0, 4, 8].map((row) => [read(row), read(row + 1), read(row + 2)]);
}

/** Every axis leads somewhere, and none of them where another does. */
function isUsable([x = [], y = [], z = []]: Rotation): boolean {
  const [a = 0, b = 0, c = 0] = x;
  const [d = 0, e = 0, f = 0] = y;
  const [g = 0, h = 0, i = 0] = z;
  const volume = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return Number.isFinite(volume) && volume !== 0;
}

/** In the file of the voxels. */
function startOf({ vox_offset }: RawHeader, version: 1 | 2, isOfPair: boolean): number {
  const least = isOfPair ? 0 : (version === 1 ? NIFTI_1_BYTES : NIFTI_2_BYTES) + 4;
  if (Number.isNaN(vox_offset) || vox_offset > LAST_START) throw truncatedError();
  return Math.max(least, Math.floor(vox_offset));
}

/**
 * The rotation of a quaternion (nifti1.h, "quaternion representation of rotation matrix"), scaled to the voxels.
 * `handedness` is -1 where the third axis is mirrored.
 */
export function rotationOf(
  [b, c, d]: readonly [number, number, number],
  handedness: number,
  sizes: readonly number[],
): Rotation {
  const rest = 1 - (b * b + c * c + d * d);
  const a = Math.sqrt(Math.max(0, rest));
  const [dx = 1, dy = 1, dz = 1] = sizes;
  const mirrored = dz * (handedness < 0 ? -1 : 1);
  return [
    [(a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * mirrored],
    [2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * mirrored],
    [2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - b * b - c * c) * mirrored],
  ];
}
