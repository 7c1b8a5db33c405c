import { convBackwardParams, convParams } from './convParams.ts';
import type { ConvShape } from './convShape.ts';
import { CHUNK, JOB, type KernelRuntime } from './kernelRuntime.ts';
import { convolveBackWinograd, convolveWinograd, filterGradientWinograd, suitsWinograd } from './winograd.ts';

const TILE_BYTES = 192;
const PANEL = 8;

/** Output pixels that a task should at least have, in rows by the half dozen, as the innermost loop takes them. */
const PIXELS_OF_A_TASK = 96;
/** What the strips of x and dy that a thread works on should take of its first-level cache. */
const STRIP_BYTES = 40_000;
/** Partial sums of a filter gradient: so many groups of images, as long as they fit. */
const GROUPS = 16;
const SUMS_BYTES = 8 << 20;

/** out = x (*) filter (+ bias) (max 0). Addresses on the heap; `bias` 0 for none. */
export function convolve(
  machine: KernelRuntime,
  shape: ConvShape,
  addresses: { x: number; filter: number; bias: number; out: number; rectify: boolean },
): void {
  if (suitsWinograd(shape)) {
    convolveWinograd(machine, shape, addresses);
    return;
  }
  const { x, filter, bias, out, rectify } = addresses;
  const depth = shape.filterHeight * shape.filterWidth * shape.inChannels;
  const panels = Math.ceil(shape.outChannels / PANEL);
  const window = convParams(shape, x);
  const room = machine.scratch(stripBytes(window, rowsOfTask(window)), panels * depth * PANEL * 4);
  const packed = room.at[0] ?? 0;
  machine.run(JOB.packFilter, [filter, depth, shape.outChannels, packed], panels);
  runRows(machine, window, shape.batchSize, [out, packed, bias, rectify ? 1 : 0], room.threads);
}

/**
 * dx from dy: the convolution of dy, its pixels spread `stride` apart, with the filter turned by 180 degrees and its
 * channels exchanged (Dumoulin and Visin 2016, section 4).
 */
export function convolveBack(
  machine: KernelRuntime,
  shape: ConvShape,
  addresses: { dy: number; filter: number; dx: number },
): void {
  if (suitsWinograd(shape)) {
    convolveBackWinograd(machine, shape, addresses);
    return;
  }
  const { dy, filter, dx } = addresses;
  const taps = shape.filterHeight * shape.filterWidth;
  const panels = Math.ceil(shape.inChannels / PANEL);
  const window = convBackwardParams(shape, dy);
  const room = machine.scratch(stripBytes(window, rowsOfTask(window)), panels * taps * shape.outChannels * PANEL * 4);
  const packed = room.at[0] ?? 0;
  machine.run(JOB.packTurnedFilter, [filter, taps, shape.inChannels, packed, shape.outChannels], panels);
  runRows(machine, window, shape.batchSize, [dx, packed, 0, 0], room.threads);
}

/** dfilter = sum over images and pixels of x's windows times dy. */
export function filterGradient(
  machine: KernelRuntime,
  shape: ConvShape,
  addresses: { x: number; dy: number; dfilter: number },
): void {
  if (suitsWinograd(shape)) {
    filterGradientWinograd(machine, shape, addresses);
    return;
  }
  const { x, dy, dfilter } = addresses;
  const window = convParams(shape, x);
  const size = shape.filterHeight * shape.filterWidth * shape.inChannels * shape.outChannels;
  const groups = Math.max(1, Math.min(shape.batchSize, GROUPS, Math.floor(SUMS_BYTES / (size * 4))));
  const parts = Math.ceil(Math.min(shape.outChannels / PANEL, GROUPS / groups));
  const width = Math.ceil(shape.outChannels / PANEL / parts) * PANEL;
  const step = rowsAtATime(shape, window);
  const room = machine.scratch(stripBytes(window, step), groups * size * 4);
  const sums = room.at[0] ?? 0;
  const words = [...window, sums, dy, shape.batchSize, groups, step, width];
  machine.run(JOB.sumFilterGradient, words, groups * Math.ceil(shape.outChannels / width), room.threads);
  machine.run(JOB.addParts, [sums, groups, size, dfilter], Math.ceil(size / CHUNK));
}

function runRows(
  machine: KernelRuntime,
  window: readonly number[],
  images: number,
  words: readonly number[],
  threads: { from: number; each: number },
): void {
  const step = rowsOfTask(window);
  const [outHeight = 1] = window.slice(8);
  machine.run(JOB.convolveRows, [...window, ...words, step], images * Math.ceil(outHeight / step), threads);
}

function rowsOfTask(window: readonly number[]): number {
  const [outHeight = 1, outWidth = 1] = window.slice(8);
  return Math.min(outHeight, 6 * Math.ceil(PIXELS_OF_A_TASK / (6 * outWidth)));
}

function rowsAtATime(shape: ConvShape, window: readonly number[]): number {
  const pitch = rowBytes(window);
  const each = pitch * shape.strideHeight + shape.outWidth * shape.outChannels * 4;
  const rows = Math.floor((STRIP_BYTES - (shape.filterHeight - 1) * pitch) / each);
  return Math.max(1, Math.min(shape.outHeight, rows));
}

function rowBytes(window: readonly number[]): number {
  const [channels = 1] = window.slice(3);
  const [outWidth = 1, , , kernelWidth = 1, , across = 1] = window.slice(9);
  return ((outWidth - 1) * across + kernelWidth) * channels * 4;
}

function stripBytes(window: readonly number[], rows: number): number {
  const [kernelHeight = 1, , down = 1] = window.slice(11);
  return TILE_BYTES + ((rows - 1) * down + kernelHeight) * rowBytes(window);
}
