import { packPanelTransposed, packRows, transpose } from './pack';
import { DEPTH, FewRows, GAP_BYTES, MatrixProduct, TILE_BYTES } from './params';
import { madd } from './simd';
import { ACCUMULATE, RECTIFY, tile5, tile6 } from './tiles';

/** Copies a tile's real rows and columns out of, or into, its place in c. */
export function copyTile(from: usize, ldFrom: usize, to: usize, ldTo: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    memory.copy(to, from, <usize>columns * 4);
    from += ldFrom;
    to += ldTo;
  }
}

/** rows (1 to 6) x columns (1 to 8) of c from as many rows of a and one panel; `spare` holds a tile. */
function edgeTile(
  a: usize,
  lda: usize,
  depth: i32,
  panel: usize,
  c: usize,
  ldc: usize,
  rows: i32,
  columns: i32,
  bias: usize,
  mode: i32,
  spare: usize,
): void {
  if (mode & ACCUMULATE) copyTile(c, ldc, spare, 32, rows, columns);
  const a1 = rows > 1 ? a + lda : a;
  const a2 = rows > 2 ? a1 + lda : a;
  const a3 = rows > 3 ? a2 + lda : a;
  const a4 = rows > 4 ? a3 + lda : a;
  const a5 = rows > 5 ? a4 + lda : a;
  tile6(a, a1, a2, a3, a4, a5, 1, depth, 0, panel, spare, 32, bias, mode);
  copyTile(spare, 32, c, ldc, rows, columns);
}

/** c[rows, 8] for one panel; the rows are cut as evenly as tiles of at most 6 allow. */
export function multiplyPanel(
  a: usize,
  lda: usize,
  depth: i32,
  panel: usize,
  c: usize,
  ldc: usize,
  rows: i32,
  columns: i32,
  bias: usize,
  mode: i32,
  spare: usize,
): void {
  let tiles = (rows + 5) / 6;
  for (; tiles > 0; tiles--) {
    const height = (rows + tiles - 1) / tiles;
    if (columns < 8 || height < 5) {
      edgeTile(a, lda, depth, panel, c, ldc, height, columns, bias, mode, spare);
    } else if (height === 6) {
      tile6(a, a + lda, a + 2 * lda, a + 3 * lda, a + 4 * lda, a + 5 * lda, 1, depth, 0, panel, c, ldc, bias, mode);
    } else {
      tile5(a, a + lda, a + 2 * lda, a + 3 * lda, a + 4 * lda, 1, depth, 0, panel, c, ldc, bias, mode);
    }
    rows -= height;
    a += <usize>height * lda;
    c += <usize>height * ldc;
  }
}

/** Columns of the right factor that are worked off together: their panels stay in the first-level cache, and so do the rows that meet them. */
const COLUMNS_TOGETHER: i32 = 16;
/** So short are sums that writing the result costs as much as taking them: then all columns, so that it is written in order. */
const SHALLOW: i32 = 64;

/** Some columns of a block, six rows at a time, each from left to right. */
function multiplyPanels(
  a: usize,
  stepA: usize,
  depth: i32,
  panels: usize,
  panelBytes: usize,
  c: usize,
  ldc: usize,
  rows: i32,
  columns: i32,
  bias: usize,
  mode: i32,
  spare: usize,
): void {
  for (let tiles = (rows + 5) / 6; tiles > 0; tiles--) {
    const height = (rows + tiles - 1) / tiles;
    for (let n = 0; n < columns; n += 8) {
      const panel = panels + <usize>(n >> 3) * panelBytes;
      const at = <usize>n * 4;
      multiplyPanel(
        a,
        stepA,
        depth,
        panel,
        c + at,
        ldc,
        height,
        min(8, columns - n),
        bias ? bias + at : 0,
        mode,
        spare,
      );
    }
    rows -= height;
    a += <usize>height * stepA;
    c += <usize>height * ldc;
  }
}

/** One block of c[M, N] = a[M, K] * b[K, N] (+ bias[N], max 0). */
export function multiplyBlock(job: MatrixProduct, task: i32, scratch: usize): void {
  const lda = job.pitchA;
  const transposedA = job.transposedA;
  const ldb = job.pitchB;
  const M = job.M;
  const N = job.N;
  const K = job.K;
  const bias = job.bias;
  const height = job.height;
  const width = job.width;
  const down = (M + height - 1) / height;
  const blocks = down * ((N + width - 1) / width);
  const part = task / blocks;
  const m0 = (task % down) * height;
  const n0 = ((task % blocks) / down) * width;
  const first = part * job.depth;
  const end = min(K, first + job.depth);
  const result = job.c + <usize>(part * M * N) * 4;
  const rows = min(height, M - m0);
  const columns = min(width, N - n0);
  const ldc = <usize>N * 4;
  const panels = scratch + TILE_BYTES;
  const blockA = panels + <usize>((width + 7) >> 3) * (<usize>DEPTH * 32 + GAP_BYTES);
  for (let k0 = first; k0 < end; k0 += DEPTH) {
    const depth = min(DEPTH, end - k0);
    const panelBytes = <usize>depth * 32 + GAP_BYTES;
    const b = job.b;
    if (job.transposedB) {
      for (let n = 0; n < columns; n += 8) {
        const from = b + <usize>(n0 + n) * ldb + <usize>k0 * 4;
        packPanelTransposed(from, ldb, depth, min(8, columns - n), panels + <usize>(n >> 3) * panelBytes);
      }
    } else {
      packRows(b + <usize>k0 * ldb + <usize>n0 * 4, ldb, depth, columns, panels, panelBytes);
    }
    let a = job.a;
    let stepA = lda;
    if (transposedA) {
      transpose(a + <usize>k0 * lda + <usize>m0 * 4, lda, depth, rows, blockA);
      a = blockA;
      stepA = <usize>depth * 4;
    } else {
      a += <usize>m0 * lda + <usize>k0 * 4;
    }
    const mode = (k0 > first ? ACCUMULATE : 0) | (k0 + depth === end && job.rectify ? RECTIFY : 0);
    const together = depth <= SHALLOW ? columns : COLUMNS_TOGETHER;
    for (let n = 0; n < columns; n += together) {
      const c = result + <usize>m0 * ldc + <usize>(n0 + n) * 4;
      const start = bias ? bias + <usize>(n0 + n) * 4 : 0;
      const panel = panels + <usize>(n >> 3) * panelBytes;
      const wide = min(together, columns - n);
      multiplyPanels(a, stepA, depth, panel, panelBytes, c, ldc, rows, wide, start, mode, scratch);
    }
  }
}

/** Rows of b that `multiplyFew` reads side by side. */
const STREAMS: i32 = 8;

/**
 * A part of c[M, N] = a[M, K] * b[K, N] for so few rows that a panel of b would be used but once: b is read where it lies, some rows
 * side by side. Each sum is taken in the order of `multiplyBlock`.
 */
export function multiplyFew(job: FewRows, task: i32): void {
  const N = job.N;
  const first = task * job.depth;
  const end = min(job.K, first + job.depth);
  const row = <usize>N * 4;
  const lda = <usize>job.K * 4;
  const part = job.c + <usize>(task * job.M) * row;
  memory.fill(part, 0, <usize>job.M * row);
  let k = first;
  for (; k + STREAMS <= end; k += STREAMS) {
    const b = job.b + <usize>k * row;
    for (let m = 0; m < job.M; m++) {
      addEight(job.a + <usize>m * lda + <usize>k * 4, b, N, part + <usize>m * row);
    }
  }
  for (; k < end; k++) {
    const b = job.b + <usize>k * row;
    for (let m = 0; m < job.M; m++) {
      addOne(load<f32>(job.a + <usize>m * lda + <usize>k * 4), b, N, part + <usize>m * row);
    }
  }
}

/** c[N] += a[8] * b[8, N]. */
function addEight(a: usize, b: usize, N: i32, c: usize): void {
  const ldb = <usize>N * 4;
  const a0 = v128.load32_splat(a);
  const a1 = v128.load32_splat(a, 4);
  const a2 = v128.load32_splat(a, 8);
  const a3 = v128.load32_splat(a, 12);
  const a4 = v128.load32_splat(a, 16);
  const a5 = v128.load32_splat(a, 20);
  const a6 = v128.load32_splat(a, 24);
  const a7 = v128.load32_splat(a, 28);
  const b4 = b + 4 * ldb;
  const whole = (<usize>(N >> 2)) << 4;
  for (let n: usize = 0; n < whole; n += 16) {
    let sum = v128.load(c + n);
    let at = b + n;
    sum = madd(a0, v128.load(at), sum);
    sum = madd(a1, v128.load(at + ldb), sum);
    sum = madd(a2, v128.load(at + 2 * ldb), sum);
    sum = madd(a3, v128.load(at + 3 * ldb), sum);
    at = b4 + n;
    sum = madd(a4, v128.load(at), sum);
    sum = madd(a5, v128.load(at + ldb), sum);
    sum = madd(a6, v128.load(at + 2 * ldb), sum);
    sum = madd(a7, v128.load(at + 3 * ldb), sum);
    v128.store(c + n, sum);
  }
  if ((N & 3) === 0) return;
  for (let k: usize = 0; k < 8; k++) addOne(load<f32>(a + k * 4), b + k * ldb + whole, N & 3, c + whole);
}

/** c[N] += a * b[N]. */
function addOne(a: f32, b: usize, N: i32, c: usize): void {
  for (const end = c + <usize>N * 4; c < end; c += 4) {
    store<f32>(c, load<f32>(c) + a * load<f32>(b));
    b += 4;
  }
}

/**
 * Some columns of c[M, N] = a[M, K] * b[K, N] for few rows and a b that is stored transposed: its rows are read where
 * they lie, as the left factor of the product's transpose. K is whole, and there is no bias.
 */
export function multiplyTransposed(job: MatrixProduct, task: i32, scratch: usize): void {
  const lda = job.pitchA;
  const ldb = job.pitchB;
  const M = job.M;
  const N = job.N;
  const K = job.K;
  const width = job.width;
  const n1 = min(N, (task + 1) * width);
  const panelBytes = <usize>K * 32 + GAP_BYTES;
  const panels = scratch + TILE_BYTES;
  for (let m = 0; m < M; m += 8) {
    const from = job.a + <usize>m * lda;
    packPanelTransposed(from, lda, K, min(8, M - m), panels + <usize>(m >> 3) * panelBytes);
  }
  for (let n = task * width; n < n1; n += 6) {
    const rows = min(6, n1 - n);
    const b = job.b + <usize>n * ldb;
    const last = b + <usize>(rows - 1) * ldb;
    for (let m = 0; m < M; m += 8) {
      const panel = panels + <usize>(m >> 3) * panelBytes;
      const b1 = min(last, b + ldb);
      const b2 = min(last, b + 2 * ldb);
      const b3 = min(last, b + 3 * ldb);
      const b4 = min(last, b + 4 * ldb);
      tile6(b, b1, b2, b3, b4, last, 1, K, 0, panel, scratch, 32, 0, 0);
      const c = job.c + <usize>(m * N + n) * 4;
      for (let j = 0; j < min(8, M - m); j++) {
        for (let i = 0; i < rows; i++) {
          store<f32>(c + <usize>(j * N + i) * 4, load<f32>(scratch + <usize>(i * 8 + j) * 4));
        }
      }
    }
  }
}
