import { BiasGradient, CHUNK, PartialProducts, PartialSums } from './params';
import { rectify, storeSome } from './simd';

/** to[i] = sum over parts of from[part][i], in order, for one chunk. */
export function addParts(job: PartialSums, task: i32): void {
  const length = job.length;
  const parts = job.parts;
  const stride = <usize>length * 4;
  const start = task * CHUNK;
  const end = min(length, start + CHUNK);
  const from = job.from;
  const to = job.to;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    let at = from + <usize>i * 4;
    let sum = v128.load(at);
    for (let part = 1; part < parts; part++) {
      at += stride;
      sum = f32x4.add(sum, v128.load(at));
    }
    v128.store(to + <usize>i * 4, sum);
  }
  for (; i < end; i++) {
    let at = from + <usize>i * 4;
    let sum = load<f32>(at);
    for (let part = 1; part < parts; part++) {
      at += stride;
      sum += load<f32>(at);
    }
    store<f32>(to + <usize>i * 4, sum);
  }
}

/** One row of to[M, N] = sum over parts of from[part][M, N], in order, + bias[N] (max 0). */
export function finishRow(job: PartialProducts, task: i32): void {
  const parts = job.parts;
  const N = job.N;
  const stride = <usize>(job.M * N) * 4;
  const from = job.from + <usize>(task * N) * 4;
  const to = job.to + <usize>(task * N) * 4;
  const bias = job.bias;
  const rectified = job.rectify;
  for (let n = 0; n < N; n += 4) {
    let at = from + (n << 2);
    let sum = bias ? v128.load(bias + (n << 2)) : f32x4.splat(0);
    for (let part = 0; part < parts; part++) {
      sum = f32x4.add(sum, v128.load(at));
      at += stride;
    }
    if (rectified) sum = rectify(sum);
    storeSome(to + (n << 2), sum, min(4, N - n));
  }
}

/** What a bias and a ReLU pass back: dz = dy where y > 0, else 0, and sums[task][N] of dz over some rows of [rows, N]. */
export function biasGradient(job: BiasGradient, task: i32): void {
  const N = job.N;
  const step = job.step;
  const rows = min(step, job.rows - task * step);
  const sums = job.sums + <usize>(task * N) * 4;
  const offset = <usize>(task * step * N) * 4;
  const y = job.y;
  let dy = job.dy + offset;
  memory.fill(sums, 0, <usize>N * 4);
  if (!y) {
    for (let r = 0; r < rows; r++) {
      addRow(dy, N, sums);
      dy += <usize>N * 4;
    }
    return;
  }
  const dz = job.dz + offset;
  passRectified(dy, y + offset, dz, rows, N, sums);
}

function addRow(from: usize, N: i32, sums: usize): void {
  let n = 0;
  for (; n + 4 <= N; n += 4) {
    v128.store(sums, f32x4.add(v128.load(sums), v128.load(from)));
    sums += 16;
    from += 16;
  }
  for (; n < N; n++) {
    store<f32>(sums, load<f32>(sums) + load<f32>(from));
    sums += 4;
    from += 4;
  }
}

function passRectified(dy: usize, y: usize, dz: usize, rows: i32, N: i32, sums: usize): void {
  const zero = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let n = 0;
    for (; n + 4 <= N; n += 4) {
      const d = v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero));
      const sum = sums + <usize>n * 4;
      v128.store(dz, d);
      v128.store(sum, f32x4.add(v128.load(sum), d));
      dy += 16;
      y += 16;
      dz += 16;
    }
    for (; n < N; n++) {
      const d: f32 = load<f32>(y) > 0 ? load<f32>(dy) : 0;
      const sum = sums + <usize>n * 4;
      store<f32>(dz, d);
      store<f32>(sum, load<f32>(sum) + d);
      dy += 4;
      y += 4;
      dz += 4;
    }
  }
}
