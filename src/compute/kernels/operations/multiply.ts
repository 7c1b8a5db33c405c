import { type KernelParams, SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

const { DEPTH, TILE_BYTES, GAP_BYTES } = SIZES;

/** So many rows of the result are 'few': a batch. Then the right factor, the weights, is what costs. */
const FEW = 96;
/** So few that each value of the weights is used hardly more often than it is read. */
const FEWEST = 4;
/** Parts in which the sum over K is taken, at most. */
const PARTS = 32;
/** The longest rows of the right factor that a task packs whole. */
const WIDTH = 512;
/** The longest sums that are taken without a stop. */
const WHOLE_DEPTH = 2048;

type Factor = { readonly at: number; readonly transposed: boolean };
type Sizes = { readonly M: number; readonly N: number; readonly K: number };
type Result = { readonly c: number; readonly bias?: number; readonly rectify?: boolean };

/** c[M, N] = a[M, K] * b[K, N] (+ bias[N]) (max 0); a and b may be stored as their transposes. Addresses on the heap. */
export function multiply(runtime: KernelRuntime, sizes: Sizes, a: Factor, b: Factor, result: Result): void {
  const { M, N, K } = sizes;
  const few = M <= FEW && !a.transposed;
  const plain = !result.bias && !result.rectify;
  if (few && !b.transposed && K >= 4 * DEPTH) multiplyParts(runtime, sizes, a, b, result);
  else if (few && b.transposed && N >= 4 * M && K <= WHOLE_DEPTH && plain) multiplyRows(runtime, sizes, a, b, result.c);
  else multiplyBlocks(runtime, sizes, a, b, result);
}

/** Few rows, and b stored transposed: its rows are read where they lie, as the left factor of the transposed product. */
function multiplyRows(runtime: KernelRuntime, sizes: Sizes, a: Factor, b: Factor, c: number): void {
  const { M, N, K } = sizes;
  const width = 192;
  const { scratch } = runtime.scratch(TILE_BYTES + Math.ceil(M / 8) * (K * 32 + GAP_BYTES));
  const task = { c, bias: 0, rectify: false, height: M, width, depth: K, scratch };
  runtime.run('multiplyTransposed', paramsOf(sizes, a, b, task), Math.ceil(N / width));
}

/** Tasks are blocks of the result. Wide ones where there are many rows, since each packs its part of b anew. */
function multiplyBlocks(runtime: KernelRuntime, sizes: Sizes, a: Factor, b: Factor, result: Result): void {
  const { M, N, K } = sizes;
  const { c, bias = 0, rectify = false } = result;
  const height = M <= FEW ? M : 192;
  const width = M <= FEW ? Math.min(64, N) : Math.min(WIDTH, N);
  const { scratch } = runtime.scratch(blockBytes(width, a.transposed ? height : 0));
  const depth = Math.ceil(K / DEPTH) * DEPTH;
  const task = { c, bias, rectify, height, width, depth, scratch };
  runtime.run('multiplyBlock', paramsOf(sizes, a, b, task), Math.ceil(M / height) * Math.ceil(N / width));
}

/**
 * Few rows: tasks are parts of K, so that each reads whole rows of b, one after the other, as memory likes it. The parts
 * are cut by the shape alone and added in order: every bit is the same for any number of threads.
 */
function multiplyParts(runtime: KernelRuntime, sizes: Sizes, a: Factor, b: Factor, result: Result): void {
  const { M, N, K } = sizes;
  const { c, bias = 0, rectify = false } = result;
  const width = Math.min(WIDTH, N);
  const depth = Math.ceil(K / Math.min(PARTS, Math.ceil(K / (2 * DEPTH))) / DEPTH) * DEPTH;
  const parts = Math.ceil(K / depth);
  const room = runtime.scratch(blockBytes(width, 0), parts * M * N * 4);
  const sums = room.at[0] ?? 0;
  const task = { c: sums, bias: 0, rectify: false, height: M, width, depth, scratch: room.scratch };
  if (M <= FEWEST) runtime.run('multiplyFew', { a: a.at, b: b.at, c: sums, M, N, K, depth }, parts);
  else runtime.run('multiplyBlock', paramsOf(sizes, a, b, task), parts * Math.ceil(N / width));
  runtime.run('finishRow', { from: sums, parts, M, to: c, N, bias, rectify }, M);
}

function blockBytes(width: number, transposedRows: number): number {
  return TILE_BYTES + Math.ceil(width / 8) * (DEPTH * 32 + GAP_BYTES) + transposedRows * DEPTH * 4;
}

type Task = Required<Result> & Pick<KernelParams<'multiplyBlock'>, 'height' | 'width' | 'depth' | 'scratch'>;

function paramsOf({ M, N, K }: Sizes, a: Factor, b: Factor, task: Task): KernelParams<'multiplyBlock'> {
  return {
    a: a.at,
    pitchA: 4 * (a.transposed ? M : K),
    transposedA: a.transposed,
    b: b.at,
    pitchB: 4 * (b.transposed ? K : N),
    transposedB: b.transposed,
    M,
    N,
    K,
    c: task.c,
    bias: task.bias,
    rectify: task.rectify,
    height: task.height,
    width: task.width,
    depth: task.depth,
    scratch: task.scratch,
  };
}
