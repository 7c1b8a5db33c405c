import { memory, type Tensor, tensor, tidy, type Variable, variable } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { availableBackends, startComputeBackend } from '../../compute/backend.ts';
import { webglTraining } from '../../compute/webgl/registerWebglTrainingKernels.ts';
import { Adam } from './adam.ts';

let available = false;
beforeAll(async () => {
  available = (await availableBackends()).some((offer) => offer.backend === 'webgl' && offer.available);
  if (!available) console.warn('Skipped: no WebGL here.');
});

/** Odd sides, four dimensions, one number. */
const shapes = [[7, 5], [3, 3, 2, 9], [13], [1], [40, 33]];

function numbers(shape: readonly number[], wave: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(wave * (i + 1)) + 0.01),
    [...shape],
  );
}

function step(adam: Adam, variables: readonly Variable[], t: number): void {
  tidy(() => {
    const gradients = variables.map((each, i) => [each.name, numbers(each.shape, 0.3 * t + i)] as const);
    adam.apply(Object.fromEntries(gradients), 0.01 / t);
  });
}

function dispose(adam: Adam, variables: readonly Variable[]): void {
  adam.dispose();
  for (const each of variables) each.dispose();
}

/** Weights and moments after `steps` updates, those after `restoreAt` by a new optimizer that was given the state. */
async function trained(backend: 'cpu' | 'webgl', steps: number, restoreAt = 0): Promise<Float32Array[]> {
  await startComputeBackend(backend);
  const before = memory().numTensors;
  const variables = shapes.map((shape) => tidy(() => variable(numbers(shape, 0.7))));
  let adam = new Adam(variables);
  for (let t = 1; t <= steps; t++) {
    step(adam, variables, t);
    if (t !== restoreAt) continue;
    const state = structuredClone(await adam.state());
    adam.dispose();
    adam = new Adam(variables);
    adam.restore(state);
  }
  const { firstMoments, secondMoments } = await adam.state();
  const weights = await Promise.all(variables.map((each) => each.data<'float32'>()));
  dispose(adam, variables);
  expect(memory().numTensors).toBe(before);
  return [...weights, new Float32Array(firstMoments), new Float32Array(secondMoments)].map((each) => each.slice());
}

describe('Adam in three passes on WebGL', () => {
  it('takes the steps of the processor, to a millionth', async () => {
    if (!available) return;
    const actual = await trained('webgl', 6);
    expect(webglTraining()).not.toBeNull();
    const expected = await trained('cpu', 6);
    expected.forEach((values, i) => {
      values.forEach((value, place) => {
        // Near 0 what counts is the size of the numbers that were subtracted.
        const scale = Math.max(Math.abs(value), 0.05);
        expect(Math.abs((actual[i]?.[place] ?? 9) - value) / scale).toBeLessThan(1e-6);
      });
    });
  });

  it('goes on from its state exactly', async () => {
    if (!available) return;
    expect(await trained('webgl', 6, 3)).toEqual(await trained('webgl', 6));
  });
});
