import { GlobalMax } from './params';

/**
 * Of one image x[pixels, channels], whose largest values are y[channels]: dx, the gradient dy[channels] shared among the pixels
 * that hold the largest value.
 */
export function globalMaxGradient(job: GlobalMax, task: i32): void {
  const C = job.channels;
  const pixel = <usize>C * 4;
  const x = job.x + <usize>(task * job.pixels) * pixel;
  const dx = job.dx + <usize>(task * job.pixels) * pixel;
  const y = job.y + <usize>task * pixel;
  const dy = job.dy + <usize>task * pixel;
  let c = 0;
  for (; c + 4 <= C; c += 4) {
    const offset = (<usize>c) << 2;
    const best = v128.load(y + offset);
    let count = i32x4.splat(0);
    let at = offset;
    for (let p = job.pixels; p > 0; p--, at += pixel) count = i32x4.sub(count, f32x4.eq(v128.load(x + at), best));
    const share = f32x4.div(v128.load(dy + offset), f32x4.convert_i32x4_s(count));
    at = offset;
    for (let p = job.pixels; p > 0; p--, at += pixel)
      v128.store(dx + at, v128.and(share, f32x4.eq(v128.load(x + at), best)));
  }
  for (; c < C; c++) {
    const offset = (<usize>c) << 2;
    const best = load<f32>(y + offset);
    let count = 0;
    let at = offset;
    for (let p = job.pixels; p > 0; p--, at += pixel) count += i32(load<f32>(x + at) === best);
    const share = load<f32>(dy + offset) / <f32>count;
    at = offset;
    for (let p = job.pixels; p > 0; p--, at += pixel) store<f32>(dx + at, load<f32>(x + at) === best ? share : 0);
  }
}
