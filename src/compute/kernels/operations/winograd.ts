import { type ConvWindow, SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';
import { type Convolution, type ConvShape, convBackwardParams, convParams } from './convShape.ts';

const { WINOGRAD_PARTS: PARTS, WINOGRAD_GAP_BYTES: GAP_BYTES } = SIZES;
/** Outputs of a tile, down and across. */
const SIDE = 4;
const PANEL = 8;

/** What a task's transforms should take of its second-level cache. */
const TASK_BYTES = 500_000;
/** Into so many tasks small images are cut at least: enough for some threads. */
const FEWEST_TASKS = 8;
/** Partial sums of a filter gradient: so many groups of images as fit, but enough for some threads. */
const GROUPS = 16;
const FEWEST_GROUPS = 4;
const SUMS_BYTES = 2 << 20;
/** As in `assembly/winograd.ts`: what the parts of two transforms may lie apart for. */
const SPACING_BYTES = 2 * PARTS * (4096 + GAP_BYTES);

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
  runtime: KernelRuntime,
  shape: ConvShape,
  { x, filter, scale = 0, ...result }: Convolution,
): void {
  runTiles(runtime, convParams(shape, x), shape.batchSize, { filter, scale, turned: false }, result);
}

/** As `convolveBack`, for shapes that suit. */
export function convolveBackWinograd(
  runtime: KernelRuntime,
  shape: ConvShape,
  { dy, filter, dx }: { dy: number; filter: number; dx: number },
): void {
  const result = { out: dx, bias: 0, rectify: false };
  runTiles(runtime, convBackwardParams(shape, dy), shape.batchSize, { filter, scale: 0, turned: true }, result);
}

function runTiles(
  runtime: KernelRuntime,
  window: ConvWindow,
  images: number,
  { filter, scale, turned }: { filter: number; scale: number; turned: boolean },
  { out, bias, rectify, halve = false, places = 0 }: Omit<Convolution, 'x' | 'filter' | 'scale'>,
): void {
  const { tiles, step, together, down, strip, perThread } = tiling(window, Math.ceil(images / FEWEST_TASKS));
  const { channels, outChannels, outHeight: realHeight, outWidth: realWidth } = window;
  const panels = Math.ceil(outChannels / PANEL);
  const room = runtime.scratch(perThread, PARTS * (panels * channels * PANEL * 4 + GAP_BYTES));
  const [packed = 0, { scratch }] = [room.at[0], room];
  const packing = { filter, scale, turned, packed, depth: channels, columns: outChannels, scratch };
  runtime.run('packWinogradFilter', packing, panels);
  runtime.run(
    'convolveWinograd',
    {
      window: tiles,
      packed,
      out,
      bias,
      places,
      rectify,
      halve,
      realHeight,
      realWidth,
      step,
      strip,
      images,
      together,
      scratch,
    },
    Math.ceil(images / together) * Math.ceil(down / step),
  );
}

/** As `filterGradient`, for shapes that suit. */
export function filterGradientWinograd(
  runtime: KernelRuntime,
  shape: ConvShape,
  { x, dy, dfilter }: { x: number; dy: number; dfilter: number },
): void {
  const { tiles: window, step, together, strip, perThread } = tiling(convParams(shape, x), shape.batchSize);
  const { outHeight: realHeight, outWidth: realWidth, batchSize: images, inChannels: channels, outChannels } = shape;
  const bytes = PARTS * (channels * outChannels * 4 + GAP_BYTES);
  const fitting = Math.min(GROUPS, Math.floor(SUMS_BYTES / bytes));
  const groups = Math.min(images, Math.max(FEWEST_GROUPS, fitting));
  const exchanged = waste(outChannels) < waste(channels);
  const room = runtime.scratch(perThread, groups * bytes);
  const [sums = 0, { scratch }] = [room.at[0], room];
  runtime.run(
    'sumWinogradGradient',
    { window, sums, dy, realHeight, realWidth, images, groups, step, strip, together, exchanged, scratch },
    groups,
  );
  const [A, B] = exchanged ? [outChannels, channels] : [channels, outChannels];
  runtime.run('finishWinogradGradient', { sums, groups, A, B, dfilter, exchanged, scratch }, A);
}

/** Of tiles of 6 rows, the share that is computed for nothing. */
function waste(rows: number): number {
  return (Math.ceil(rows / 6) * 6) / rows;
}

/** The window with output sizes rounded up to whole tiles, and how it is cut into tasks. `down`: rows of tiles. */
function tiling(window: ConvWindow, mostImages: number) {
  const { channels, outHeight, outWidth, outChannels } = window;
  const [down, across] = [tilesAlong(outHeight), tilesAlong(outWidth)];
  const rowBytes = 4 * PARTS * across * (channels + outChannels);
  const fitting = Math.max(1, Math.floor(TASK_BYTES / rowBytes));
  const step = Math.ceil(down / Math.ceil(down / fitting)); // as evenly as can be
  const together = Math.max(1, Math.min(mostImages, Math.floor(fitting / down)));
  const strip = (SIDE * step + 2) * (SIDE * across + 2) * channels * 4;
  const tiles = { ...window, outHeight: SIDE * down, outWidth: SIDE * across };
  const perThread = SIZES.WINOGRAD_SPARE_BYTES + strip + together * step * rowBytes + SPACING_BYTES;
  return { tiles, down, step, together, strip, perThread };
}
