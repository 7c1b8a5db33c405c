import { Adam, CHUNK, Momentum, MovingAverage } from './params';
import { madd, storeSome } from './simd';

/**
 * One chunk of Adam (Kingma and Ba 2015, the form of Keras and tfjs): m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g g,
 * w = keep w - rate * m / (sqrt(v) + epsilon).
 */
export function adam(job: Adam, task: i32): void {
  const start = task * CHUNK;
  const count = min(CHUNK, job.length - start);
  const offset = <usize>start * 4;
  let w = job.w + offset;
  let g = job.g + offset;
  let m = job.m + offset;
  let v = job.v + offset;
  const rate = job.rate;
  const b1 = job.beta1;
  const rest1 = job.oneMinusBeta1;
  const b2 = job.beta2;
  const rest2 = job.oneMinusBeta2;
  const epsilon = job.epsilon;
  const keep = job.keep;
  const keeps = f32x4.splat(keep);
  const keep1 = f32x4.splat(b1);
  const take1 = f32x4.splat(rest1);
  const keep2 = f32x4.splat(b2);
  const take2 = f32x4.splat(rest2);
  const rates = f32x4.splat(rate);
  const epsilons = f32x4.splat(epsilon);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const gradient = v128.load(g);
    const m1 = madd(gradient, take1, f32x4.mul(v128.load(m), keep1));
    const v1 = madd(f32x4.mul(gradient, gradient), take2, f32x4.mul(v128.load(v), keep2));
    v128.store(m, m1);
    v128.store(v, v1);
    const step = f32x4.div(f32x4.mul(rates, m1), f32x4.add(f32x4.sqrt(v1), epsilons));
    v128.store(w, f32x4.sub(f32x4.mul(v128.load(w), keeps), step));
    w += 16;
    g += 16;
    m += 16;
    v += 16;
  }
  for (; i < count; i++) {
    const gradient = load<f32>(g);
    const m1 = gradient * rest1 + load<f32>(m) * b1;
    const v1 = gradient * gradient * rest2 + load<f32>(v) * b2;
    store<f32>(m, m1);
    store<f32>(v, v1);
    store<f32>(w, keep * load<f32>(w) - (rate * m1) / (sqrt<f32>(v1) + epsilon));
    w += 4;
    g += 4;
    m += 4;
    v += 4;
  }
}

/** One chunk of a moving average: average = momentum average + (1 - momentum) w. */
export function movingAverage(job: MovingAverage, task: i32): void {
  const start = task * CHUNK;
  const count = min(CHUNK, job.length - start);
  const w = job.w + <usize>start * 4;
  const average = job.average + <usize>start * 4;
  const keep = f32x4.splat(job.momentum);
  const take = f32x4.splat(job.rest);
  for (let i = 0; i < count; i += 4) {
    const at: usize = i << 2;
    const before = f32x4.mul(keep, v128.load(average + at));
    storeSome(average + at, f32x4.add(before, f32x4.mul(take, v128.load(w + at))), count - i);
  }
}

/** One chunk of stochastic gradient descent with momentum, in Keras's form: m = momentum m - rate g, w += m. */
export function momentum(job: Momentum, task: i32): void {
  const start = task * CHUNK;
  const count = min(CHUNK, job.length - start);
  const offset = <usize>start * 4;
  const w = job.w + offset;
  const g = job.g + offset;
  const m = job.m + offset;
  const rates = f32x4.splat(job.rate);
  const keep = f32x4.splat(job.momentum);
  for (let i = 0; i < count; i += 4) {
    const at: usize = i << 2;
    const m1 = f32x4.sub(f32x4.mul(keep, v128.load(m + at)), f32x4.mul(rates, v128.load(g + at)));
    storeSome(m + at, m1, count - i);
    storeSome(w + at, f32x4.add(v128.load(w + at), m1), count - i);
  }
}
