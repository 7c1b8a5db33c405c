/** Values of the voxels in the machine's own byte order. */
export type Voxels =
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

export type VoxelType = {
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

/** Numbers that a voxel may hold, by the name that all formats have for them here. */
export const VOXEL_TYPES = {
  uint8: grey('8-bit numbers', 1, (buffer) => new Uint8Array(buffer)),
  int8: grey('8-bit numbers with sign', 1, (buffer) => new Int8Array(buffer)),
  uint16: grey('16-bit numbers', 2, (buffer) => new Uint16Array(buffer)),
  int16: grey('16-bit numbers with sign', 2, (buffer) => new Int16Array(buffer)),
  uint32: grey('32-bit numbers', 4, (buffer) => new Uint32Array(buffer)),
  int32: grey('32-bit numbers with sign', 4, (buffer) => new Int32Array(buffer)),
  uint64: grey('64-bit numbers', 8, (buffer) => new BigUint64Array(buffer)),
  int64: grey('64-bit numbers with sign', 8, (buffer) => new BigInt64Array(buffer)),
  float32: grey('32-bit fractions', 4, (buffer) => new Float32Array(buffer)),
  float64: grey('64-bit fractions', 8, (buffer) => new Float64Array(buffer)),
  rgb: { name: 'RGB colours', bytes: 1, channels: 3, view: (buffer) => new Uint8Array(buffer) },
  rgba: { name: 'RGBA colours', bytes: 1, channels: 4, view: (buffer) => new Uint8Array(buffer) },
} as const satisfies Readonly<Record<string, VoxelType>>;

export const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The buffer's own bytes are put into the machine's order. */
export function voxelsOf(buffer: ArrayBuffer, type: VoxelType, littleEndian: boolean): Voxels {
  toMachineOrder(buffer, type.bytes, littleEndian);
  return type.view(buffer);
}

/** Puts numbers of so many bytes each into the machine's order, in their place. */
export function toMachineOrder(buffer: ArrayBuffer, bytesEach: VoxelType['bytes'], littleEndian: boolean): void {
  if (bytesEach === 1 || littleEndian === MACHINE_IS_LITTLE_ENDIAN) return;
  const bytes = new Uint8Array(buffer);
  for (let first = 0; first < bytes.length; first += bytesEach) {
    for (let a = first, b = first + bytesEach - 1; a < b; a++, b--) {
      const byte = bytes[a] ?? 0;
      bytes[a] = bytes[b] ?? 0;
      bytes[b] = byte;
    }
  }
}
