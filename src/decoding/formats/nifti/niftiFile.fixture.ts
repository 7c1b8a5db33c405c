/** Fields of the header as nifti1.h and nifti2.h name them, and the bytes of all voxels. */
export type NiftiFields = {
  readonly version?: 1 | 2;
  readonly littleEndian?: boolean;
  readonly magic?: string;
  readonly dim: readonly number[];
  readonly datatype: number;
  readonly pixdim?: readonly number[];
  readonly scl?: readonly [slope: number, inter: number];
  readonly cal?: readonly [min: number, max: number];
  readonly sform?: readonly (readonly number[])[];
  readonly qform?: readonly [b: number, c: number, d: number];
  readonly voxOffset?: number;
  readonly extension?: Uint8Array;
  readonly voxels: Uint8Array;
};

/** Where the fields lie in either version. */
const AT = {
  1: {
    dim: 40,
    datatype: 70,
    pixdim: 76,
    offset: 108,
    scl: 112,
    units: 123,
    cal: 124,
    codes: 252,
    quatern: 256,
    srow: 280,
    magic: 344,
  },
  2: {
    dim: 16,
    datatype: 12,
    pixdim: 104,
    offset: 168,
    scl: 176,
    units: 500,
    cal: 192,
    codes: 344,
    quatern: 352,
    srow: 400,
    magic: 4,
  },
} as const;
const LENGTH = { 1: 348, 2: 540 } as const;

/** A NIfTI file, written from the format's description and not with the reader's help. */
export function niftiFile(fields: NiftiFields): Uint8Array<ArrayBuffer> {
  const { version = 1, littleEndian = true, voxels, extension = new Uint8Array(4) } = fields;
  const at = AT[version];
  const start = LENGTH[version] + extension.length;
  const bytes = new Uint8Array(start + voxels.length);
  const view = new DataView(bytes.buffer);
  const whole = (place: number, value: number) => {
    if (version === 1) view.setInt16(place, value, littleEndian);
    else view.setBigInt64(place, BigInt(value), littleEndian);
  };
  const fraction = (place: number, index: number, value: number) => {
    if (version === 1) view.setFloat32(place + 4 * index, value, littleEndian);
    else view.setFloat64(place + 8 * index, value, littleEndian);
  };
  view.setInt32(0, LENGTH[version], littleEndian);
  const magic = fields.magic ?? (version === 1 ? 'n+1\0' : 'n+2\0\r\n\x1a\n');
  bytes.set(new TextEncoder().encode(magic), at.magic);
  fields.dim.forEach((size, index) => void whole(at.dim + (version === 1 ? 2 : 8) * index, size));
  view.setInt16(at.datatype, fields.datatype, littleEndian);
  (fields.pixdim ?? [1, 1, 1, 1]).forEach((size, index) => void fraction(at.pixdim, index, size));
  if (version === 1) view.setFloat32(at.offset, fields.voxOffset ?? start, littleEndian);
  else view.setBigInt64(at.offset, BigInt(fields.voxOffset ?? start), littleEndian);
  fields.scl?.forEach((value, index) => void fraction(at.scl, index, value));
  // The greatest comes first in both.
  [...(fields.cal ?? [0, 0])].reverse().forEach((value, index) => void fraction(at.cal, index, value));
  if (version === 1) view.setUint8(at.units, 2);
  else view.setInt32(at.units, 2, littleEndian);
  writeForms(view, fields, version, littleEndian, fraction);
  bytes.set(extension, LENGTH[version]);
  bytes.set(voxels, start);
  return bytes;
}

function writeForms(
  view: DataView,
  { sform, qform }: NiftiFields,
  version: 1 | 2,
  littleEndian: boolean,
  fraction: (place: number, index: number, value: number) => void,
): void {
  const { codes, quatern, srow } = AT[version];
  const code = (index: number, value: number) => {
    if (version === 1) view.setInt16(codes + 2 * index, value, littleEndian);
    else view.setInt32(codes + 4 * index, value, littleEndian);
  };
  code(0, qform ? 1 : 0);
  code(1, sform ? 1 : 0);
  qform?.forEach((value, index) => void fraction(quatern, index, value));
  sform?.flat().forEach((value, index) => void fraction(srow, index, value));
}

/** Numbers as the voxels of a type, in either byte order. */
export function voxelBytes(
  values: readonly number[],
  type: 'Int8' | 'Uint8' | 'Int16' | 'Uint16' | 'Int32' | 'Uint32' | 'Float32' | 'Float64' | 'BigInt64' | 'BigUint64',
  littleEndian = true,
): Uint8Array {
  const size = Number(/\d+$/.exec(type)?.[0]) / 8;
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, index) => {
    if (type === 'BigInt64' || type === 'BigUint64') view[`set${type}`](index * size, BigInt(value), littleEndian);
    else view[`set${type}`](index * size, value, littleEndian);
  });
  return new Uint8Array(view.buffer);
}
