import { matMul, ones, tidy } from '@tensorflow/tfjs';

/** Sides of the matrices; a larger one where the smaller takes too little time to say anything. */
const sides = [256, 512, 1024];
const tellingMs = 20;

/** What disturbs a product only slows it: the best of a few is the backend's own rate. Fewer do where each takes long. */
const repeats = 5;
const enoughMs = 150;

/**
 * How many floating-point operations a second the backend that was started reaches at a product of square matrices, the
 * work that suits it best: no network is trained faster than this rate allows.
 */
export async function matrixRate(): Promise<number> {
  let rate = 0;
  for (const side of sides) {
    const milliseconds = await shortest(side);
    rate = Math.max(rate, (2 * side ** 3) / (milliseconds / 1000));
    if (milliseconds > tellingMs) break;
  }
  return rate;
}

async function shortest(side: number): Promise<number> {
  await multiply(side); // compiles
  let shortestMs = Number.POSITIVE_INFINITY;
  let spentMs = 0;
  for (let repeat = 0; repeat < repeats && spentMs < enoughMs; repeat++) {
    const startedAt = performance.now();
    await multiply(side);
    const milliseconds = performance.now() - startedAt;
    spentMs += milliseconds;
    shortestMs = Math.min(shortestMs, milliseconds);
  }
  return shortestMs;
}

/** Reads back one number alone: no product is finished before. */
async function multiply(side: number): Promise<void> {
  const corner = tidy(() => matMul(ones([side, side]), ones([side, side])).slice([0, 0], [1, 1]));
  await corner.data();
  corner.dispose();
}
