import { Pooling } from './params';

/** Pooling over x[batch, height, width, channels]; one task is one image. */

const MAX: i32 = 0;
const MEAN: i32 = 1;
const MAX_GRADIENT: i32 = 2;
const MEAN_GRADIENT: i32 = 3;

export function maxPool(job: Pooling, task: i32): void {
  eachWindow(job, task, MAX);
}
export function meanPool(job: Pooling, task: i32): void {
  eachWindow(job, task, MEAN);
}
export function maxPoolGradient(job: Pooling, task: i32): void {
  const covered = 2 * job.outHeight === job.height && 2 * job.outWidth === job.width;
  if (!covered || !halves(job)) clearGradient(job, task);
  eachWindow(job, task, MAX_GRADIENT);
}
export function meanPoolGradient(job: Pooling, task: i32): void {
  clearGradient(job, task);
  eachWindow(job, task, MEAN_GRADIENT);
}

/** Halving, by far the most common: windows of 2 x 2, side by side, none of them cut. */
function halves(job: Pooling): bool {
  const C = job.channels;
  const side = job.poolHeight === 2 && job.poolWidth === 2;
  const apart = job.strideDown === 2 && job.strideAcross === 2;
  const whole = 2 * job.outHeight <= job.height && 2 * job.outWidth <= job.width;
  return side && apart && whole && (C & 3) === 0 && job.padTop === 0 && job.padLeft === 0;
}

function clearGradient(job: Pooling, image: i32): void {
  const bytes = <usize>(job.height * job.width * job.channels) * 4;
  memory.fill(job.dx + <usize>image * bytes, 0, bytes);
}

function eachWindow(job: Pooling, image: i32, what: i32): void {
  const H = job.height;
  const W = job.width;
  const C = job.channels;
  const OH = job.outHeight;
  const OW = job.outWidth;
  const KH = job.poolHeight;
  const KW = job.poolWidth;
  const rectified = job.rectified;
  const halving = halves(job);
  const pixel = <usize>C * 4;
  const imageOffset = <usize>(image * H * W) * pixel;
  let at = <usize>(image * OH * OW) * pixel;
  for (let oh = 0; oh < OH; oh++) {
    const top = oh * job.strideDown - job.padTop;
    const h0 = max(0, top);
    const h1 = min(H, top + KH);
    for (let ow = 0; ow < OW; ow++) {
      const left = ow * job.strideAcross - job.padLeft;
      const w0 = max(0, left);
      const w1 = min(W, left + KW);
      const corner = imageOffset + <usize>(h0 * W + w0) * pixel;
      const x = job.x + corner;
      const y = job.y + at;
      const dy = job.dy + at;
      const dx = job.dx + corner;
      if (halving && what === MAX) maxOfFour(x, y, C, W);
      else if (halving && what === MAX_GRADIENT) maxOfFourGradient(x, y, dy, dx, C, W, rectified);
      else if (what === MAX) maxWindow(x, y, C, W, h1 - h0, w1 - w0);
      else if (what === MEAN) meanWindow(x, y, C, W, h1 - h0, w1 - w0);
      else if (what === MAX_GRADIENT) maxWindowGradient(x, y, dy, dx, C, W, h1 - h0, w1 - w0, rectified);
      else meanWindowGradient(dy, dx, C, W, h1 - h0, w1 - w0);
      at += pixel;
    }
  }
}

function maxOfFour(x: usize, y: usize, C: i32, W: i32): void {
  const pixel = <usize>C * 4;
  const row = <usize>W * pixel;
  for (const end = x + pixel; x < end; x += 16) {
    const upper = f32x4.pmax(v128.load(x), v128.load(x + pixel));
    const lower = f32x4.pmax(v128.load(x + row), v128.load(x + row + pixel));
    v128.store(y, f32x4.pmax(upper, lower));
    y += 16;
  }
}

function maxOfFourGradient(x: usize, y: usize, dy: usize, dx: usize, C: i32, W: i32, rectified: i32): void {
  const pixel = <usize>C * 4;
  const row = <usize>W * pixel;
  for (const end = x + pixel; x < end; x += 16) {
    const best = v128.load(y);
    let left = v128.load(dy);
    if (rectified) left = v128.and(left, f32x4.gt(best, f32x4.splat(0)));
    let hit = f32x4.eq(v128.load(x), best);
    v128.store(dx, v128.and(left, hit));
    left = v128.andnot(left, hit);
    hit = f32x4.eq(v128.load(x + pixel), best);
    v128.store(dx + pixel, v128.and(left, hit));
    left = v128.andnot(left, hit);
    hit = f32x4.eq(v128.load(x + row), best);
    v128.store(dx + row, v128.and(left, hit));
    left = v128.andnot(left, hit);
    hit = f32x4.eq(v128.load(x + row + pixel), best);
    v128.store(dx + row + pixel, v128.and(left, hit));
    y += 16;
    dy += 16;
    dx += 16;
  }
}

function maxWindow(x: usize, y: usize, C: i32, W: i32, rows: i32, columns: i32): void {
  const pixel = <usize>C * 4;
  const nextRow = <usize>(W - columns) * pixel;
  let c = 0;
  for (; c + 4 <= C; c += 4) {
    let from = x + (c << 2);
    let best = v128.load(from);
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        best = f32x4.pmax(best, v128.load(from));
        from += pixel;
      }
      from += nextRow;
    }
    v128.store(y + (c << 2), best);
  }
  for (; c < C; c++) {
    let from = x + (c << 2);
    let best = load<f32>(from);
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        best = max(best, load<f32>(from));
        from += pixel;
      }
      from += nextRow;
    }
    store<f32>(y + (c << 2), best);
  }
}

/** As tfjs: padding is no part of the mean. */
function meanWindow(x: usize, y: usize, C: i32, W: i32, rows: i32, columns: i32): void {
  const pixel = <usize>C * 4;
  const nextRow = <usize>(W - columns) * pixel;
  const share: f32 = 1 / <f32>(rows * columns);
  let c = 0;
  for (; c + 4 <= C; c += 4) {
    let from = x + (c << 2);
    let sum = f32x4.splat(0);
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        sum = f32x4.add(sum, v128.load(from));
        from += pixel;
      }
      from += nextRow;
    }
    v128.store(y + (c << 2), f32x4.mul(sum, f32x4.splat(share)));
  }
  for (; c < C; c++) {
    let from = x + (c << 2);
    let sum: f32 = 0;
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        sum += load<f32>(from);
        from += pixel;
      }
      from += nextRow;
    }
    store<f32>(y + (c << 2), sum * share);
  }
}

/** The first value of a window that equals the pooled one gets the gradient, as in tfjs. */
function maxWindowGradient(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  C: i32,
  W: i32,
  rows: i32,
  columns: i32,
  rectified: i32,
): void {
  const pixel = <usize>C * 4;
  const nextRow = <usize>(W - columns) * pixel;
  let c = 0;
  for (; c + 4 <= C; c += 4) {
    let at: usize = c << 2;
    const best = v128.load(y + at);
    let left = v128.load(dy + at);
    if (rectified) left = v128.and(left, f32x4.gt(best, f32x4.splat(0)));
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        const hit = f32x4.eq(v128.load(x + at), best);
        v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(left, hit)));
        left = v128.andnot(left, hit);
        at += pixel;
      }
      at += nextRow;
    }
  }
  for (; c < C; c++) {
    let at: usize = c << 2;
    const best = load<f32>(y + at);
    let left = load<f32>(dy + at);
    if (rectified && !(best > 0)) left = 0;
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        if (load<f32>(x + at) === best) {
          store<f32>(dx + at, load<f32>(dx + at) + left);
          left = 0;
        }
        at += pixel;
      }
      at += nextRow;
    }
  }
}

function meanWindowGradient(dy: usize, dx: usize, C: i32, W: i32, rows: i32, columns: i32): void {
  const pixel = <usize>C * 4;
  const nextRow = <usize>(W - columns) * pixel;
  const share: f32 = 1 / <f32>(rows * columns);
  let c = 0;
  for (; c + 4 <= C; c += 4) {
    let to = dx + (c << 2);
    const d = f32x4.mul(v128.load(dy + (c << 2)), f32x4.splat(share));
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        v128.store(to, f32x4.add(v128.load(to), d));
        to += pixel;
      }
      to += nextRow;
    }
  }
  for (; c < C; c++) {
    let to = dx + (c << 2);
    const d = load<f32>(dy + (c << 2)) * share;
    for (let h = 0; h < rows; h++) {
      for (let w = 0; w < columns; w++) {
        store<f32>(to, load<f32>(to) + d);
        to += pixel;
      }
      to += nextRow;
    }
  }
}
