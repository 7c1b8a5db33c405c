import { copyTile, multiplyPanel } from './matrix';
import {
  WINOGRAD_GAP_BYTES,
  WINOGRAD_PARTS,
  WINOGRAD_SPARE_BYTES,
  Window,
  WinogradConvolution,
  WinogradFilterPacking,
  WinogradGradient,
  WinogradGradientEnd,
} from './params';
import { ACCUMULATE, columnTile6 } from './tiles';
import { pitch, strip } from './window';
import {
  gatherTaps,
  storeApart,
  transformFilter,
  transformGradient,
  transformHalvedOutput,
  transformInput,
  transformOutput,
} from './winogradTransforms';

// 3 x 3 convolutions of stride 1 by Winograd's F(4x4, 3x3) (Lavin and Gray 2016): tiles of 4 x 4 outputs from 6 x 6
// inputs, 36 products instead of 144. With B, G and A as in `winogradTransforms`:
//   out = A' [(G g G') . (B' d B)] A,   dg = G' [sum over tiles of (B' d B) . (A dout A')] G.
// Channels are multiples of 4.

/** G g G' of one panel (8 columns) as packed[36][columns / 8][depth][8]. */
export function packWinogradFilter(job: WinogradFilterPacking, task: i32, scratch: usize): void {
  const depth = job.depth;
  const columns = job.columns;
  const turned = job.turned;
  const filter = job.filter;
  const tap = <usize>(depth * columns) * 4;
  const each = filterPart(depth, columns);
  let to = job.packed + <usize>(task * depth) * 32;
  for (let k = 0; k < depth; k++) {
    for (let n = task * 8; n < task * 8 + 8; n += 4) {
      if (n >= columns) {
        for (let e = 0; e < WINOGRAD_PARTS; e++) v128.store(to + <usize>e * each, f32x4.splat(0));
      } else {
        const scale = job.scale ? v128.load(job.scale + <usize>n * 4) : f32x4.splat(1);
        const last = filter + 8 * tap + <usize>(n * depth + k) * 4;
        const first = filter + <usize>(k * columns + n) * 4;
        if (turned) transformFilter(last, -tap, <usize>depth * 4, scale, to, each, scratch);
        else transformFilter(first, tap, 4, scale, to, each, scratch);
      }
      to += 16;
    }
  }
}

/** Bytes of one of the parts of a packed filter. */
function filterPart(depth: i32, columns: i32): usize {
  return <usize>(((columns + 7) >> 3) * depth) * 32 + WINOGRAD_GAP_BYTES;
}

/** From one of the parts of a transform to the next: such that they begin in different lines of the cache. */
function spaced(tiles: i32, channels: i32): usize {
  return ((<usize>(tiles * channels) * 4 + 4095) & ~4095) + WINOGRAD_GAP_BYTES;
}

/** B' d B of all tiles of some tile rows of one image, as [36][tiles][channels], the parts `each` bytes apart. */
function transformStrip(
  job: Window,
  image: i32,
  row: i32,
  tileRows: i32,
  scratch: usize,
  to: usize,
  each: usize,
): void {
  const C = job.channels;
  const across = job.outWidth >> 2;
  const pixel = <usize>C * 4;
  const x = strip(job, image, row * 4, tileRows * 4, scratch + WINOGRAD_SPARE_BYTES);
  const rowPitch = pitch(job);
  for (let r = 0; r < tileRows; r++) {
    let from = x + <usize>(4 * r) * rowPitch;
    for (let t = 0; t < across; t++) {
      transformInput(from, C, rowPitch, to, each, scratch);
      from += 4 * pixel;
      to += pixel;
    }
  }
}

/** Some tile rows of one image of the output, or some whole images. */
export function convolveWinograd(job: WinogradConvolution, task: i32, scratch: usize): void {
  const C = job.channels;
  const N = job.outChannels;
  const across = job.outWidth >> 2;
  const down = job.outHeight >> 2;
  const step = job.step;
  const strips = (down + step - 1) / step;
  const image = (task / strips) * job.together;
  const count = min(job.together, job.images - image);
  const row = (task % strips) * step;
  const tileRows = min(step, down - row);
  const tiles = count * tileRows * across;
  const inputs = scratch + WINOGRAD_SPARE_BYTES + job.strip;
  const eachIn = spaced(tiles, C);
  const ldc = <usize>N * 4;
  const eachOut = spaced(tiles, N);
  const products = inputs + <usize>WINOGRAD_PARTS * eachIn;
  for (let i = 0; i < count; i++) {
    transformStrip(job, image + i, row, tileRows, scratch, inputs + <usize>(i * tileRows * across * C) * 4, eachIn);
  }
  const panelBytes = <usize>C * 32;
  for (let e = 0; e < WINOGRAD_PARTS; e++) {
    let panel = job.packed + <usize>e * filterPart(C, N);
    const a = inputs + <usize>e * eachIn;
    const c = products + <usize>e * eachOut;
    for (let n = 0; n < N; n += 8) {
      const columns = min(8, N - n);
      multiplyPanel(a, <usize>C * 4, C, panel, c + <usize>n * 4, ldc, tiles, columns, 0, 0, scratch);
      panel += panelBytes;
    }
  }
  for (let i = 0; i < count; i++) {
    const from = products + <usize>(i * tileRows * across) * ldc;
    writeOutputs(job, image + i, row, tileRows, from, eachOut, scratch);
  }
}

/** The outputs of some tile rows of one image from their products. */
function writeOutputs(
  job: WinogradConvolution,
  image: i32,
  row: i32,
  tileRows: i32,
  from: usize,
  each: usize,
  scratch: usize,
): void {
  const OH = job.realHeight;
  const OW = job.realWidth;
  const N = job.outChannels;
  const pixel = <usize>N * 4;
  const bias = job.bias;
  const rectified = job.rectify;
  if (job.halve) {
    writeHalvedOutputs(job, image, row, tileRows, from, each, scratch);
    return;
  }
  const outPitch = <usize>OW * pixel;
  for (let y = 4 * row; y < 4 * (row + tileRows); y += 4) {
    let out = job.out + <usize>((image * OH + y) * OW) * pixel;
    for (let x = 0; x < OW; x += 4) {
      const columns = min(4, OW - x);
      transformOutput(from, each, N, bias, rectified, out, outPitch, min(4, OH - y), columns, scratch);
      from += pixel;
      out += 4 * pixel;
    }
  }
}

/** The same behind max pooling by 2 x 2. */
function writeHalvedOutputs(
  job: WinogradConvolution,
  image: i32,
  row: i32,
  tileRows: i32,
  from: usize,
  each: usize,
  scratch: usize,
): void {
  const OH = job.realHeight;
  const OW = job.realWidth;
  const N = job.outChannels;
  const pixel = <usize>N * 4;
  const outPitch = <usize>(OW >> 1) * pixel;
  for (let y = 4 * row; y < 4 * (row + tileRows); y += 4) {
    let at = <usize>(((image * OH + y) >> 1) * (OW >> 1)) * pixel;
    for (let x = 0; x < OW; x += 4) {
      const places = job.places ? job.places + (at >> 2) : 0;
      const rows = min(4, OH - y);
      const columns = min(4, OW - x);
      transformHalvedOutput(
        from,
        each,
        N,
        job.bias,
        job.rectify,
        job.out + at,
        outPitch,
        rows,
        columns,
        places,
        scratch,
      );
      from += pixel;
      at += 2 * pixel;
    }
  }
}

/** A dout A' of all tiles of some tile rows of one image, as `transformStrip` has it. */
function transformGradients(
  job: WinogradGradient,
  image: i32,
  row: i32,
  tileRows: i32,
  scratch: usize,
  to: usize,
  each: usize,
): void {
  const OH = job.realHeight;
  const OW = job.realWidth;
  const N = job.outChannels;
  const pixel = <usize>N * 4;
  const dyPitch = <usize>OW * pixel;
  for (let y = 4 * row; y < 4 * (row + tileRows); y += 4) {
    let dy = job.dy + <usize>((image * OH + y) * OW) * pixel;
    for (let x = 0; x < OW; x += 4) {
      transformGradient(dy, N, dyPitch, min(4, OH - y), min(4, OW - x), to, each, scratch);
      dy += 4 * pixel;
      to += pixel;
    }
  }
}

/**
 * Products of the transforms of inputs and output gradients, summed over some images: sums[group][36][a, b], where a are
 * the input channels and b the output's, or the other way round.
 */
export function sumWinogradGradient(job: WinogradGradient, task: i32, scratch: usize): void {
  const C = job.channels;
  const N = job.outChannels;
  const across = job.outWidth >> 2;
  const down = job.outHeight >> 2;
  const step = job.step;
  const images = job.images;
  const groups = job.groups;
  const exchanged = job.exchanged;
  const together = job.together;
  const inputs = scratch + WINOGRAD_SPARE_BYTES + job.strip;
  const part = <usize>(C * N) * 4 + WINOGRAD_GAP_BYTES;
  const sums = job.sums + <usize>(task * WINOGRAD_PARTS) * part;
  let mode = 0;
  const last = ((task + 1) * images) / groups;
  for (let image = (task * images) / groups; image < last; image += together) {
    const count = min(together, last - image);
    for (let row = 0; row < down; row += step) {
      const tileRows = min(step, down - row);
      const tiles = count * tileRows * across;
      const eachIn = spaced(tiles, C);
      const eachOut = spaced(tiles, N);
      const gradients = inputs + <usize>WINOGRAD_PARTS * eachIn;
      for (let i = 0; i < count; i++) {
        const before = <usize>(i * tileRows * across) * 4;
        transformStrip(job, image + i, row, tileRows, scratch, inputs + before * <usize>C, eachIn);
        transformGradients(job, image + i, row, tileRows, scratch, gradients + before * <usize>N, eachOut);
      }
      for (let e = 0; e < WINOGRAD_PARTS; e++) {
        const v = inputs + <usize>e * eachIn;
        const w = gradients + <usize>e * eachOut;
        const sum = sums + <usize>e * part;
        if (exchanged) addProducts(w, N, v, C, tiles, sum, mode, scratch);
        else addProducts(v, C, w, N, tiles, sum, mode, scratch);
      }
      mode = ACCUMULATE;
    }
  }
}

/** sum[A, B] = or += a[tiles, A]' * b[tiles, B]. */
function addProducts(a: usize, A: i32, b: usize, B: i32, tiles: i32, sum: usize, mode: i32, spare: usize): void {
  const stepA = <usize>A * 4;
  const stepB = <usize>B * 4;
  for (let i = 0; i < A; i += 6) {
    const rows = min(6, A - i);
    const a0 = a + <usize>i * 4;
    const a1 = rows > 1 ? a0 + 4 : a0;
    const a2 = rows > 2 ? a0 + 8 : a0;
    const a3 = rows > 3 ? a0 + 12 : a0;
    const a4 = rows > 4 ? a0 + 16 : a0;
    const a5 = rows > 5 ? a0 + 20 : a0;
    for (let j = 0; j < B; j += 8) {
      const columns = min(8, B - j);
      const c = sum + <usize>(i * B + j) * 4;
      const from = b + <usize>j * 4;
      if (rows === 6 && columns === 8) {
        columnTile6(a0, a1, a2, a3, a4, a5, stepA, 0, from, stepB, 1, tiles, c, stepB, mode);
      } else {
        if (mode) copyTile(c, stepB, spare, 32, rows, columns);
        columnTile6(a0, a1, a2, a3, a4, a5, stepA, 0, from, stepB, 1, tiles, spare, 32, mode);
        copyTile(spare, 32, c, stepB, rows, columns);
      }
    }
  }
}

/** G' S G for one row of sums[group][36][A, B], S the sum over groups, in order. */
export function finishWinogradGradient(job: WinogradGradientEnd, task: i32, scratch: usize): void {
  const groups = job.groups;
  const A = job.A;
  const B = job.B;
  const tap = <usize>(A * B) * 4;
  const each = tap + WINOGRAD_GAP_BYTES;
  const exchanged = job.exchanged;
  const outputs = exchanged ? A : B;
  const step = exchanged ? <usize>outputs * 4 : 4;
  for (let j = 0; j < B; j += 4) {
    const from = job.sums + <usize>(task * B + j) * 4;
    for (let group = 1; group < groups; group++) {
      const other = from + <usize>(group * WINOGRAD_PARTS) * each;
      for (let e = 0; e < WINOGRAD_PARTS; e++) {
        const at = <usize>e * each;
        v128.store(from + at, f32x4.add(v128.load(from + at), v128.load(other + at)));
      }
    }
    const taps = gatherTaps(from, each, scratch);
    const place = exchanged ? j * outputs + task : task * outputs + j;
    const to = job.dfilter + <usize>place * 4;
    for (let i: usize = 0; i < 9; i++) storeApart(to + i * tap, step, v128.load(taps + i * 16));
  }
}
