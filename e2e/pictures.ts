import { crc32, deflateSync } from 'node:zlib';

/** An 8-bit grey PNG (PNG specification, sections 5.2, 5.3 and 11). */
export function greyPng(width: number, height: number, levelAt: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc((width + 1) * height); // each row starts with filter type 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = Math.max(0, Math.min(255, Math.round(levelAt(x, y))));
  }
  return pngOf(width, height, 8, rows);
}

/** The same of 16 bits; values from 0 to 65,535. */
export function deepGreyPng(width: number, height: number, valueAt: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc((2 * width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.writeUInt16BE(valueAt(x, y), y * (2 * width + 1) + 1 + 2 * x);
  }
  return pngOf(width, height, 16, rows);
}

function pngOf(width: number, height: number, bits: 8 | 16, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits; // colour type 0 is grey
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export type Shape = 'disc' | 'square' | 'cross';

/** A shape at a place that depends on `index`: easy to learn, all different. */
export function shapePng(kind: Shape, index: number): Buffer {
  const side = 64;
  const centre = { x: 20 + ((index * 7) % 24), y: 20 + ((index * 11) % 24) };
  const radius = 8 + (index % 5);
  return greyPng(side, side, (x, y) => {
    const [dx, dy] = [Math.abs(x - centre.x), Math.abs(y - centre.y)];
    return (isInside(kind, dx, dy, radius) ? 200 : 40) + ((x * 13 + y * 29 + index * 31) % 23);
  });
}

function isInside(kind: Shape, dx: number, dy: number, radius: number): boolean {
  if (kind === 'disc') return Math.hypot(dx, dy) <= radius;
  const isInSquare = Math.max(dx, dy) <= radius;
  return kind === 'square' ? isInSquare : isInSquare && Math.min(dx, dy) <= 2;
}

/** A NIfTI volume of 16 bits whose slices differ whichever way it is cut (nifti1.h: dim at 40, datatype at 70, pixdim at 76, vox_offset at 108). */
export function niftiVolume(...counts: readonly [leftRight: number, backFront: number, feetHead: number]): Buffer {
  const voxels = counts.reduce((product, count) => product * count, 1);
  const bytes = Buffer.alloc(352 + 2 * voxels);
  bytes.writeInt32LE(348, 0);
  for (const [index, count] of [3, ...counts, 1, 1, 1, 1].entries()) bytes.writeInt16LE(count, 40 + 2 * index);
  bytes.writeInt16LE(4, 70);
  bytes.writeInt16LE(16, 72);
  for (const [index, size] of [1, 1, 1, 1].entries()) bytes.writeFloatLE(size, 76 + 4 * index);
  bytes.writeFloatLE(352, 108);
  bytes.write('n+1', 344, 'latin1');
  for (let i = 0; i < voxels; i++) bytes.writeInt16LE(i % 997, 352 + 2 * i);
  return bytes;
}
