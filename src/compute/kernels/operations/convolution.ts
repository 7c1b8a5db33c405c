import { type ConvWindow, SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';
import { type Convolution, type ConvShape, convBackwardParams, convParams } from './convShape.ts';
import { convolveBackWinograd, convolveWinograd, filterGradientWinograd, suitsWinograd } from './winograd.ts';

const PANEL = 8;

/** Output pixels that a task should at least have, in rows by the half dozen, as the innermost loop takes them. */
const PIXELS_OF_A_TASK = 96;
/** What the strips of x and dy that a thread works on should take of its first-level cache. */
const STRIP_BYTES = 40_000;
/** Partial sums of a filter gradient: so many groups of images, as long as they fit. */
const GROUPS = 16;
const SUMS_BYTES = 8 << 20;

/** out = x (*) filter (+ bias) (max 0). Addresses on the heap; `bias` 0 for none. */
export function convolve(runtime: KernelRuntime, shape: ConvShape, addresses: Convolution): void {
  if (suitsWinograd(shape)) {
    convolveWinograd(runtime, shape, addresses);
    return;
  }
  const { x, filter, scale = 0, bias, out, rectify, halve = false, places = 0 } = addresses;
  const depth = shape.filterHeight * shape.filterWidth * shape.inChannels;
  const panels = Math.ceil(shape.outChannels / PANEL);
  const window = convParams(shape, x);
  const step = rowsOfTask(window);
  const rowsBytes = halve ? 2 * window.outWidth * window.outChannels * 4 : 0;
  const room = runtime.scratch(stripBytes(window, step) + rowsBytes, panels * depth * PANEL * 4);
  const packed = room.at[0] ?? 0;
  runtime.run('packFilter', { filter, depth, columns: shape.outChannels, packed, scale }, panels);
  const params = { window, out, packed, bias, places, rectify, halve, step, scratch: room.scratch };
  runtime.run('convolveRows', params, shape.batchSize * Math.ceil(window.outHeight / step));
}

/**
 * The convolution of which max pooling by 2 x 2, side by side, leaves nothing out: without an odd last row and column, which such
 * pooling never sees. Null where the kernels do not pool what they convolve.
 */
export function halvedConvolution(shape: ConvShape): ConvShape | null {
  const halved = { ...shape, outHeight: shape.outHeight & ~1, outWidth: shape.outWidth & ~1 };
  const values = shape.filterHeight * shape.filterWidth * shape.inChannels;
  const lines = values <= SIZES.LINE_VALUES && shape.outChannels % SIZES.LINE_CHANNELS === 0;
  const whole = halved.outHeight > 0 && halved.outWidth > 0;
  return whole && (lines || suitsWinograd(halved)) ? halved : null;
}

/**
 * dx from dy: the convolution of dy, its pixels spread `stride` apart, with the filter turned by 180 degrees and its
 * channels exchanged (Dumoulin and Visin 2016, section 4).
 */
export function convolveBack(
  runtime: KernelRuntime,
  shape: ConvShape,
  addresses: { dy: number; filter: number; dx: number },
): void {
  if (suitsWinograd(shape)) {
    convolveBackWinograd(runtime, shape, addresses);
    return;
  }
  const { dy, filter, dx } = addresses;
  const taps = shape.filterHeight * shape.filterWidth;
  const panels = Math.ceil(shape.inChannels / PANEL);
  const window = convBackwardParams(shape, dy);
  const step = rowsOfTask(window);
  const room = runtime.scratch(stripBytes(window, step), panels * taps * shape.outChannels * PANEL * 4);
  const packed = room.at[0] ?? 0;
  const packing = { filter, taps, inputs: shape.inChannels, packed, outputs: shape.outChannels };
  runtime.run('packTurnedFilter', packing, panels);
  const { scratch } = room;
  const params = { window, out: dx, packed, bias: 0, places: 0, rectify: false, halve: false, step, scratch };
  runtime.run('convolveRows', params, shape.batchSize * Math.ceil(window.outHeight / step));
}

/** dfilter = sum over images and pixels of x's windows times dy. */
export function filterGradient(
  runtime: KernelRuntime,
  shape: ConvShape,
  addresses: { x: number; dy: number; dfilter: number },
): void {
  if (suitsWinograd(shape)) {
    filterGradientWinograd(runtime, shape, addresses);
    return;
  }
  const { x, dy, dfilter } = addresses;
  const window = convParams(shape, x);
  const size = shape.filterHeight * shape.filterWidth * shape.inChannels * shape.outChannels;
  const groups = Math.max(1, Math.min(shape.batchSize, GROUPS, Math.floor(SUMS_BYTES / (size * 4))));
  const parts = Math.ceil(Math.min(shape.outChannels / PANEL, GROUPS / groups));
  const columns = Math.ceil(shape.outChannels / PANEL / parts) * PANEL;
  const step = rowsAtATime(shape, window);
  const room = runtime.scratch(stripBytes(window, step), groups * size * 4);
  const sums = room.at[0] ?? 0;
  runtime.run(
    'sumFilterGradient',
    { window, sums, dy, images: shape.batchSize, groups, step, columns, scratch: room.scratch },
    groups * Math.ceil(shape.outChannels / columns),
  );
  const partialSums = { from: sums, parts: groups, length: size, to: dfilter };
  runtime.run('addParts', partialSums, Math.ceil(size / SIZES.CHUNK));
}

function rowsOfTask({ outHeight, outWidth }: ConvWindow): number {
  return Math.min(outHeight, 6 * Math.ceil(PIXELS_OF_A_TASK / (6 * outWidth)));
}

function rowsAtATime(shape: ConvShape, window: ConvWindow): number {
  const pitch = rowBytes(window);
  const each = pitch * shape.strideHeight + shape.outWidth * shape.outChannels * 4;
  const rows = Math.floor((STRIP_BYTES - (shape.filterHeight - 1) * pitch) / each);
  return Math.max(1, Math.min(shape.outHeight, rows));
}

function rowBytes({ channels, outWidth, kernelWidth, strideAcross }: ConvWindow): number {
  return ((outWidth - 1) * strideAcross + kernelWidth) * channels * 4;
}

function stripBytes(window: ConvWindow, rows: number): number {
  return SIZES.TILE_BYTES + ((rows - 1) * window.strideDown + window.kernelHeight) * rowBytes(window);
}
