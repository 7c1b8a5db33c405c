import { clone, setBackend, type Tensor, tensor, train, type Variable, variable, zerosLike } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fusedAdam, fusedMomentum } from './fusedOptimizers.ts';
import type { TrainingKernels } from './registerTrainingKernels.ts';
import { startKernels } from './started.fixture.ts';

let kernels: TrainingKernels;
beforeAll(async () => {
  kernels = await startKernels();
});

/** More than two tasks' worth, and no multiple of 4. */
const LENGTH = 2 * 16384 + 7;

function gradientOf(step: number): Tensor {
  return tensor(Float32Array.from({ length: LENGTH }, (_, i) => Math.sin(0.37 * (i + 1) * (step + 1)) * 0.1));
}

function weights(): Variable {
  return variable(tensor(Float32Array.from({ length: LENGTH }, (_, i) => Math.cos(0.11 * i))));
}

/** Three steps by the formulas, in double precision. */
function byHand(update: (w: number, g: number, state: number[], step: number) => number): number[] {
  const gradients = [0, 1, 2].map((step) => gradientOf(step).dataSync<'float32'>());
  return Array.from(weights().dataSync<'float32'>(), (start, i) => {
    const state = [0, 0];
    return gradients.reduce((w, gradient, step) => update(w, gradient[i] ?? 0, state, step + 1), start);
  });
}

function farthest(actual: Variable, expected: readonly number[]): number {
  return actual
    .dataSync<'float32'>()
    .reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 9))), 0);
}

describe('fused optimizers', () => {
  it('take the steps of Adam, bias corrections and epsilon as in Keras', async () => {
    await setBackend('wasm');
    const [rate, b1, b2, epsilon] = [0.01, 0.9, 0.999, 1e-7];
    const expected = byHand((w, g, state, t) => {
      const [m = 0, v = 0] = state;
      state.splice(0, 2, b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g);
      const corrected = (rate * Math.sqrt(1 - b2 ** t)) / (1 - b1 ** t);
      return w - (corrected * (state[0] ?? 0)) / (Math.sqrt(state[1] ?? 0) + epsilon);
    });
    const weight = weights();
    const [m, v] = [variable(zerosLike(weight)), variable(zerosLike(weight))];
    for (let step = 0; step < 3; step++) {
      const settings = { learningRate: rate, beta1: b1, beta2: b2, epsilon };
      fusedAdam(kernels.machine, { weight, gradient: gradientOf(step), m, v }, settings, step + 1);
    }
    expect(farthest(weight, expected)).toBeLessThan(1e-5);
  });

  it("take the steps of momentum, as tfjs's own optimizer does", async () => {
    await setBackend('wasm');
    const weight = weights();
    const other = weights();
    const m = variable(zerosLike(weight));
    const optimizer = train.momentum(0.05, 0.8);
    for (let step = 0; step < 3; step++) {
      fusedMomentum(kernels.machine, { weight, gradient: gradientOf(step), m }, { learningRate: 0.05, momentum: 0.8 });
      optimizer.applyGradients([{ name: other.name, tensor: gradientOf(step) }]);
    }
    expect(farthest(weight, Array.from(other.dataSync<'float32'>()))).toBeLessThan(1e-6);
  });

  it('leave alone what was cloned from a weight before', async () => {
    await setBackend('wasm');
    const weight = weights();
    const before = weight.dataSync<'float32'>().slice();
    const kept = clone(weight);
    const m = variable(zerosLike(weight));
    fusedMomentum(kernels.machine, { weight, gradient: gradientOf(0), m }, { learningRate: 1, momentum: 0 });
    expect(kept.dataSync()).toEqual(before);
    expect(weight.dataSync()).not.toEqual(before);
  });
});
