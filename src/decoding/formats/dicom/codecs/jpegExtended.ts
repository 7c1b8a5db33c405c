import { decodingError } from '../../../messages.ts';
import type { JpegFrame } from '../../jpeg/jpegFrame.ts';
import type { UnpackedFrame } from './emscriptenDecoder.ts';
import { EntropyBits } from './entropyBits.ts';
import { type JpegScan, readGreyScan } from './jpegScan.ts';

const SIDE = 8;
const BLOCK = SIDE * SIDE;

/** Where the coefficients of a block lie, row by row, in the order in which they are stored (ITU-T T.81, figure 5). */
const ZIGZAG = [
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21],
  ...[
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
  ],
  ...[47, 55, 62, 63],
];

/** [place][frequency] of the inverse cosine transform (A.3.3). */
const WAVES = Float64Array.from({ length: BLOCK }, (_, i) => {
  const [place, frequency] = [Math.floor(i / SIDE), i % SIDE];
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16);
});

/** Grey JPEG extended (ITU-T T.81, process 4: sequential, Huffman), whose 12 bits no browser reads. Throws UserError. */
export function unpackJpegExtended(data: Uint8Array, frame: JpegFrame): UnpackedFrame {
  const { width, height, bits } = frame;
  const levels = new Uint16Array(width * height);
  const [across, down] = [Math.ceil(width / SIDE), Math.ceil(height / SIDE)];
  try {
    let index = 0;
    for (const block of blocksOf(data, readGreyScan(data), across * down)) {
      transform(block);
      putBlock(block, levels, frame, SIDE * (index % across), SIDE * Math.floor(index / across));
      index += 1;
    }
  } catch {
    throw decodingError('dicom-data');
  }
  return { width, height, samples: 1, bits, isPlanar: false, bytes: new Uint8Array(levels.buffer) };
}

/** The coefficients of one block after another, always in the same array. */
function* blocksOf(data: Uint8Array, scan: JpegScan, count: number): Generator<Float64Array> {
  const bits = new EntropyBits(data, scan.start);
  const block = new Float64Array(BLOCK);
  let mean = 0;
  for (let index = 0; index < count; index++) {
    if (index > 0 && index % scan.restartEvery === 0) {
      bits.restart();
      mean = 0;
    }
    mean += bits.signed(scan.dc.read(bits));
    readBlock(bits, scan, mean, block);
    yield block;
  }
}

/** F.2.2.2: runs of zeros, each with the coefficient behind it. */
function readBlock(bits: EntropyBits, { steps, ac }: JpegScan, mean: number, block: Float64Array): void {
  block.fill(0);
  block[0] = mean * (steps[0] ?? 0);
  for (let k = 1; k < BLOCK; k++) {
    const runAndSize = ac.read(bits);
    const [run, size] = [runAndSize >> 4, runAndSize & 15];
    if (size === 0 && run < 15) return;
    k += run;
    if (k >= BLOCK) throw new RangeError('a run beyond its block');
    block[ZIGZAG[k] ?? 0] = bits.signed(size) * (steps[k] ?? 0);
  }
}

const half = new Float64Array(BLOCK);

/** Coefficients become levels around 0, in place. */
function transform(block: Float64Array): void {
  transformRows(block, half);
  transformRows(half, block);
}

/** Each row of frequencies becomes a column of places. */
function transformRows(from: Float64Array, to: Float64Array): void {
  for (let row = 0; row < SIDE; row++) {
    for (let place = 0; place < SIDE; place++) {
      let sum = 0;
      for (let i = 0; i < SIDE; i++) sum += (WAVES[place * SIDE + i] ?? 0) * (from[row * SIDE + i] ?? 0);
      to[place * SIDE + row] = sum;
    }
  }
}

/** Writes what of a block lies within the image. */
function putBlock(
  block: Float64Array,
  levels: Uint16Array,
  { width, height, bits }: JpegFrame,
  left: number,
  top: number,
): void {
  const middle = 2 ** (bits - 1);
  const highest = 2 ** bits - 1;
  for (let y = 0; y < Math.min(SIDE, height - top); y++) {
    for (let x = 0; x < Math.min(SIDE, width - left); x++) {
      const level = Math.round(block[y * SIDE + x] ?? 0) + middle;
      levels[(top + y) * width + left + x] = Math.max(0, Math.min(highest, level));
    }
  }
}
