import { convBackwardParams, convParams } from './convParams.ts';
import type { ConvShape } from './convShape.ts';
import { JOB, type KernelRuntime } from './kernelRuntime.ts';

/** As in `assembly/winograd.ts`: outputs of a tile down and across, and the parts of its transform. */
const SIDE = 4;
const PARTS = 36;
/** As `SPARE` there. */
const SPARE_BYTES = 896;
const PANEL = 8;

/** What a task's transforms should take of its second-level cache. */
const TASK_BYTES = 500_000;
/** Into so many tasks small images are cut at least: enough for some threads. */
const FEWEST_TASKS = 8;
/** Partial sums of a filter gradient: so many groups of images as fit, but enough for some threads. */
const GROUPS = 16;
const FEWEST_GROUPS = 4;
const SUMS_BYTES = 2 << 20;
/** As in `assembly/winograd.ts`: after each of the parts of a filter. */
const GAP_BYTES = 320;
/** As there: what the parts of two transforms may lie apart for. */
const SPACING_BYTES = 2 * PARTS * (4096 + 320);

/** Products for an output that tiles may take; 9 without them, 2.25 where every tile is whole. */
const MOST_PRODUCTS = 6;

/** Whether Winograd's tiles apply: 3 x 3, stride 1, channels by fours, and enough of them and of the outputs to pay. */
export function suitsWinograd(shape: ConvShape): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels, outChannels } = shape;
  return (
    filterHeight === 3 &&
    filterWidth === 3 &&
    strideHeight === 1 &&
    strideWidth === 1 &&
    [inChannels, outChannels].every((channels) => channels % 4 === 0 && channels >= 8) &&
    PARTS * tilesAlong(shape.outHeight) * tilesAlong(shape.outWidth) <= MOST_PRODUCTS * shape.outHeight * shape.outWidth
  );
}

function tilesAlong(outputs: number): number {
  return Math.ceil(outputs / SIDE);
}

/** As `convolve`, for shapes that suit. */
export function convolveWinograd(
  machine: KernelRuntime,
  shape: ConvShape,
  { x, filter, bias, out, rectify }: { x: number; filter: number; bias: number; out: number; rectify: boolean },
): void {
  const filterWords = [filter, shape.inChannels, shape.outChannels];
  tiles(machine, convParams(shape, x), shape.batchSize, filterWords, false, [out, bias, rectify ? 1 : 0]);
}

/** As `convolveBack`, for shapes that suit. */
export function convolveBackWinograd(
  machine: KernelRuntime,
  shape: ConvShape,
  { dy, filter, dx }: { dy: number; filter: number; dx: number },
): void {
  const filterWords = [filter, shape.outChannels, shape.inChannels];
  tiles(machine, convBackwardParams(shape, dy), shape.batchSize, filterWords, true, [dx, 0, 0]);
}

function tiles(
  machine: KernelRuntime,
  words: readonly number[],
  images: number,
  filterWords: readonly number[],
  turned: boolean,
  [out = 0, bias = 0, rectify = 0]: readonly number[],
): void {
  const window = tiledWindow(words, Math.ceil(images / FEWEST_TASKS));
  const { step, down, together, channels, outputs, strip, perThread } = window;
  const panels = Math.ceil(outputs / PANEL);
  const room = machine.scratch(perThread, PARTS * (panels * channels * PANEL * 4 + GAP_BYTES));
  const packed = room.at[0] ?? 0;
  machine.run(JOB.packWinogradFilter, [...filterWords, packed, turned ? 1 : 0], panels, room.threads);
  machine.run(
    JOB.convolveWinograd,
    [...window.words, out, packed, bias, rectify, step, window.height, window.width, strip, images, together],
    Math.ceil(images / together) * Math.ceil(down / step),
    room.threads,
  );
}

/** As `filterGradient`, for shapes that suit. */
export function filterGradientWinograd(
  machine: KernelRuntime,
  shape: ConvShape,
  { x, dy, dfilter }: { x: number; dy: number; dfilter: number },
): void {
  const window = tiledWindow(convParams(shape, x), shape.batchSize);
  const { step, together, channels, outputs, strip } = window;
  const bytes = PARTS * (channels * outputs * 4 + GAP_BYTES);
  const fitting = Math.min(GROUPS, Math.floor(SUMS_BYTES / bytes));
  const groups = Math.min(shape.batchSize, Math.max(FEWEST_GROUPS, fitting));
  const exchanged = waste(outputs) < waste(channels);
  const room = machine.scratch(window.perThread, groups * bytes);
  const sums = room.at[0] ?? 0;
  machine.run(
    JOB.sumWinogradGradient,
    [
      ...[...window.words, sums, dy, shape.batchSize, groups, step, window.height, window.width, strip],
      ...[exchanged ? 1 : 0, together],
    ],
    groups,
    room.threads,
  );
  const [A, B] = exchanged ? [outputs, channels] : [channels, outputs];
  machine.run(JOB.finishWinogradGradient, [sums, groups, A, B, dfilter, exchanged ? 1 : 0], A, room.threads);
}

/** Of tiles of 6 rows, the share that is computed for nothing. */
function waste(rows: number): number {
  return (Math.ceil(rows / 6) * 6) / rows;
}

/** The window with output sizes rounded up to whole tiles, and how it is cut into tasks. */
function tiledWindow(words: readonly number[], mostImages: number) {
  const [channels = 1] = words.slice(3);
  const [height = 1, width = 1, outputs = 1] = words.slice(8);
  const [down, across] = [tilesAlong(height), tilesAlong(width)];
  const rowBytes = 4 * PARTS * across * (channels + outputs);
  const fitting = Math.max(1, Math.floor(TASK_BYTES / rowBytes));
  const step = Math.ceil(down / Math.ceil(down / fitting)); // as evenly as can be
  const together = Math.max(1, Math.min(mostImages, Math.floor(fitting / down)));
  const strip = (SIDE * step + 2) * (SIDE * across + 2) * channels * 4;
  const tiled = [...words.slice(0, 8), SIDE * down, SIDE * across, ...words.slice(10)];
  const perThread = SPARE_BYTES + strip + together * step * rowBytes + SPACING_BYTES;
  return { words: tiled, height, width, down, channels, outputs, step, together, strip, perThread };
}
