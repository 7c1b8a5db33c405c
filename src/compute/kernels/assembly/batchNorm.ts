import { BatchNorm } from './params';
import { madd, storeSome } from './simd';

/** Batch norm over [rows, N] (Ioffe and Szegedy 2015). */

/** How many rows a task has. */
export function rowsOf(job: BatchNorm, task: i32): i32 {
  const step = job.step;
  return min(step, job.rows - task * step);
}

export function offsetOf(job: BatchNorm, task: i32): usize {
  return <usize>(task * job.step * job.N) * 4;
}

export function sumsOf(job: BatchNorm, task: i32): usize {
  return job.sums + <usize>(2 * task * job.N) * 4;
}

/** Mean and sum of squared distances from it, of each channel in one task's rows. */
export function partialMoments(job: BatchNorm, task: i32): void {
  const N = job.N;
  const rows = rowsOf(job, task);
  const x = job.x + offsetOf(job, task);
  const means = sumsOf(job, task);
  const squares = means + <usize>N * 4;
  let n = 0;
  for (; n + 16 <= N; n += 16) {
    const at: usize = n << 2;
    momentsOfSixteen(x + at, <usize>N * 4, rows, means + at, squares + at);
  }
  for (; n < N; n += 4) {
    const at: usize = n << 2;
    momentsOfFour(x + at, <usize>N * 4, rows, means + at, squares + at, N - n);
  }
}

/** A line of the cache, so that each is read once. */
function momentsOfSixteen(x: usize, row: usize, rows: i32, means: usize, squares: usize): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let at = x;
  for (let r = 0; r < rows; r++) {
    a = f32x4.add(a, v128.load(at));
    b = f32x4.add(b, v128.load(at, 16));
    c = f32x4.add(c, v128.load(at, 32));
    d = f32x4.add(d, v128.load(at, 48));
    at += row;
  }
  const share = f32x4.splat(1 / <f32>rows);
  a = f32x4.mul(a, share);
  b = f32x4.mul(b, share);
  c = f32x4.mul(c, share);
  d = f32x4.mul(d, share);
  let aa = f32x4.splat(0);
  let bb = aa;
  let cc = aa;
  let dd = aa;
  at = x;
  for (let r = 0; r < rows; r++) {
    const da = f32x4.sub(v128.load(at), a);
    aa = madd(da, da, aa);
    const db = f32x4.sub(v128.load(at, 16), b);
    bb = madd(db, db, bb);
    const dc = f32x4.sub(v128.load(at, 32), c);
    cc = madd(dc, dc, cc);
    const de = f32x4.sub(v128.load(at, 48), d);
    dd = madd(de, de, dd);
    at += row;
  }
  v128.store(means, a);
  v128.store(means, b, 16);
  v128.store(means, c, 32);
  v128.store(means, d, 48);
  v128.store(squares, aa);
  v128.store(squares, bb, 16);
  v128.store(squares, cc, 32);
  v128.store(squares, dd, 48);
}

/**
 * Where there are few channels a task has many rows, and their sum is badly rounded if they are far from 0. The sum of their
 * distances from the mean that it gives is not, and corrects that mean.
 */
function momentsOfFour(x: usize, row: usize, rows: i32, means: usize, squares: usize, real: i32): void {
  let mean = f32x4.splat(0);
  for (let r = 0; r < rows; r++) mean = f32x4.add(mean, v128.load(x + <usize>r * row));
  const share = f32x4.splat(1 / <f32>rows);
  mean = f32x4.mul(mean, share);
  let square = f32x4.splat(0);
  let rest = square;
  for (let r = 0; r < rows; r++) {
    const distance = f32x4.sub(v128.load(x + <usize>r * row), mean);
    square = madd(distance, distance, square);
    rest = f32x4.add(rest, distance);
  }
  storeSome(means, madd(rest, share, mean), real);
  storeSome(squares, square, real);
}

/** Mean and variance from the tasks' (Chan, Golub and LeVeque 1979), and the table (scale, shift) of `normalize`. */
export function mergeMoments(job: BatchNorm, _task: i32): void {
  const N = job.N;
  const row = <usize>N * 4;
  const table = job.table;
  const tasks = job.tasks;
  for (let n = 0; n < N; n++) {
    const at: usize = n << 2;
    let count: f64 = 0;
    let mean: f64 = 0;
    let squares: f64 = 0;
    for (let task = 0; task < tasks; task++) {
      const part = sumsOf(job, task) + at;
      const rows = <f64>rowsOf(job, task);
      const distance = <f64>load<f32>(part) - mean;
      const total = count + rows;
      mean += (distance * rows) / total;
      squares += <f64>load<f32>(part + row) + (distance * distance * count * rows) / total;
      count = total;
    }
    store<f32>(job.mean + at, <f32>mean);
    store<f32>(job.variance + at, <f32>(squares / count));
    store<f32>(table + at, <f32>scaleOf(job, at));
    store<f32>(table + row + at, shiftOf(job, at));
  }
}

/** The table (scale, shift) once more, for the way back. */
export function restoreScales(job: BatchNorm, _task: i32): void {
  const N = job.N;
  const table = job.table;
  for (let n = 0; n < N; n++) {
    const at: usize = n << 2;
    store<f32>(table + at, <f32>scaleOf(job, at));
    store<f32>(table + <usize>N * 4 + at, shiftOf(job, at));
  }
}

/** gamma / sqrt(variance + epsilon), from what is stored of them: forward and backward find the same bits. */
function scaleOf(job: BatchNorm, at: usize): f64 {
  const variance = <f64>load<f32>(job.variance + at);
  return <f64>load<f32>(job.gamma + at) / sqrt(variance + <f64>job.epsilon);
}

/** beta - mean * scale */
function shiftOf(job: BatchNorm, at: usize): f32 {
  const mean = <f64>load<f32>(job.mean + at);
  return <f32>(<f64>load<f32>(job.beta + at) - mean * scaleOf(job, at));
}

/** y = x * scale + shift (max 0). */
export function normalize(job: BatchNorm, task: i32): void {
  const N = job.N;
  const rows = rowsOf(job, task);
  const offset = offsetOf(job, task);
  let x = job.x + offset;
  let y = job.y + offset;
  const scales = job.table;
  const shifts = scales + <usize>N * 4;
  const least = f32x4.splat(job.rectify ? 0 : -Infinity);
  const leastOne: f32 = job.rectify ? 0 : -Infinity;
  for (let r = 0; r < rows; r++) {
    let n = 0;
    for (; n + 4 <= N; n += 4) {
      const at: usize = n << 2;
      v128.store(y, f32x4.pmax(madd(v128.load(x), v128.load(scales + at), v128.load(shifts + at)), least));
      x += 16;
      y += 16;
    }
    for (; n < N; n++) {
      const at: usize = n << 2;
      store<f32>(y, max(leastOne, load<f32>(x) * load<f32>(scales + at) + load<f32>(shifts + at)));
      x += 4;
      y += 4;
    }
  }
}

/** For one task's rows: the sums of dz (dy where y > 0, if there is a ReLU) and of dz * (x - mean). */
export function partialNormGradient(job: BatchNorm, task: i32): void {
  const N = job.N;
  const rows = rowsOf(job, task);
  const offset = offsetOf(job, task);
  const sums = sumsOf(job, task);
  const rectified = job.rectify;
  const row = <usize>N * 4;
  const x = job.x + offset;
  const y = job.y + offset;
  const dy = job.dy + offset;
  const means = job.mean;
  const moments = sums + row;
  memory.fill(sums, 0, 2 * row);
  for (let r = 0; r < rows; r++) {
    const start = <usize>r * row;
    for (let n = 0; n < N; n += 4) {
      const at: usize = n << 2;
      let dz = v128.load(dy + start + at);
      if (rectified) dz = v128.and(dz, f32x4.gt(v128.load(y + start + at), f32x4.splat(0)));
      const distance = f32x4.sub(v128.load(x + start + at), v128.load(means + at));
      storeSome(sums + at, f32x4.add(v128.load(sums + at), dz), N - n);
      storeSome(moments + at, madd(dz, distance, v128.load(moments + at)), N - n);
    }
  }
}

/** dbeta, dgamma, and the table (of dz, of x, constant; the shift where halving follows) of the last pass. */
export function mergeNormGradient(job: BatchNorm, _task: i32): void {
  const N = job.N;
  const row = <usize>N * 4;
  const table = job.table;
  const tasks = job.tasks;
  const share = 1 / <f64>job.rows;
  for (let n = 0; n < N; n++) {
    const at: usize = n << 2;
    let sum: f64 = 0;
    let moment: f64 = 0;
    for (let task = 0; task < tasks; task++) {
      sum += <f64>load<f32>(sumsOf(job, task) + at);
      moment += <f64>load<f32>(sumsOf(job, task) + row + at);
    }
    const mean = <f64>load<f32>(job.mean + at);
    const inverse = 1 / sqrt(<f64>load<f32>(job.variance + at) + <f64>job.epsilon);
    const scale = scaleOf(job, at);
    const ofX = -scale * moment * inverse * inverse * share;
    store<f32>(job.dgamma + at, <f32>(moment * inverse));
    store<f32>(job.dbeta + at, <f32>sum);
    store<f32>(table + at, <f32>scale);
    store<f32>(table + row + at, <f32>ofX);
    store<f32>(table + 2 * row + at, <f32>(-scale * sum * share - ofX * mean));
    if (job.halvedWidth) store<f32>(table + 3 * row + at, shiftOf(job, at));
  }
}

/** dx = dz * table[0] + x * table[1] + table[2]. */
export function normGradient(job: BatchNorm, task: i32): void {
  const N = job.N;
  const rows = rowsOf(job, task);
  const rectified = job.rectify;
  const row = <usize>N * 4;
  const table = job.table;
  let at = offsetOf(job, task);
  for (let r = 0; r < rows; r++) {
    for (let n = 0; n < N; n += 4) {
      const here = at + (n << 2);
      const coefficients = table + (n << 2);
      let dz = v128.load(job.dy + here);
      if (rectified) dz = v128.and(dz, f32x4.gt(v128.load(job.y + here), f32x4.splat(0)));
      const constant = v128.load(coefficients + 2 * row);
      const ofX = madd(v128.load(job.x + here), v128.load(coefficients + row), constant);
      const dx = madd(dz, v128.load(coefficients), ofX);
      storeSome(job.dx + here, dx, N - n);
    }
    at += row;
  }
}
