import { clone, setBackend, type Tensor, tensor, type Variable, variable } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare, random, type Values } from '../../comparison.fixture.ts';
import type { TrainingKernels } from '../registerTrainingKernels.ts';
import { startKernels } from '../started.fixture.ts';
import { fusedAdam, fusedAverage, fusedMomentum } from './fusedOptimizers.ts';

let kernels: TrainingKernels;
beforeAll(async () => {
  kernels = await startKernels();
  await setBackend('wasm');
});

type Variables = [Variable, Variable, Variable];

/** A few numbers (of one, the change may cancel it), with a rest where they are cut by fours; around one task's worth (16384), and around two. */
const lengths = fc.oneof(
  fc.integer({ min: 5, max: 40 }),
  fc.integer({ min: 16380, max: 16390 }),
  fc.integer({ min: 32764, max: 32775 }),
);
const runs = { numRuns: 40 };

/** As large as a step at this rate, so that a step that is off by little shows. */
function small(length: number, rate: number, seed: number): Values {
  const { shape, values } = random([length], seed);
  return { shape, values: values.map((value) => value * rate) };
}

/** [w, m, v] after a step in double precision: Kingma and Ba 2015, the last lines of section 2, as Keras has it. */
function adamByHand(
  [w, g, m, v]: readonly [Values, Values, Values, Values],
  { learningRate, beta1, beta2, epsilon, keep }: Parameters<typeof fusedAdam>[2],
  step: number,
): Float64Array[] {
  const corrected = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
  const next = Float64Array.from(m.values, (each, i) => beta1 * each + (1 - beta1) * at(g, i));
  const squares = Float64Array.from(v.values, (each, i) => beta2 * each + (1 - beta2) * at(g, i) ** 2);
  const steps = next.map((each, i) => (corrected * each) / (Math.sqrt(squares[i] ?? 0) + epsilon));
  return [Float64Array.from(w.values, (each, i) => keep * each - (steps[i] ?? 0)), next, squares];
}

function at({ values }: Values, i: number): number {
  return values[i] ?? Number.NaN;
}

function tensorOf({ values, shape }: Values): Tensor {
  return tensor(values, [...shape]);
}

function variableOf(values: Values): Variable {
  return variable(tensorOf(values));
}

function valuesOf(tensors: readonly Tensor[]): Float32Array[] {
  return tensors.map((each) => each.dataSync<'float32'>());
}

describe('fused optimizers', () => {
  it('take the steps of Adam, bias corrections and epsilon as in Keras', async () => {
    const steps = fc.record({
      length: lengths,
      learningRate: fc.double({ min: 1e-6, max: 1, noNaN: true }),
      beta1: fc.double({ min: 0, max: 0.99, noNaN: true }),
      beta2: fc.double({ min: 0.5, max: 0.99999, noNaN: true }),
      epsilon: fc.double({ min: 1e-8, max: 0.1, noNaN: true }),
      keep: fc.oneof(fc.constant(1), fc.double({ min: 0.5, max: 1, noNaN: true })),
      step: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 100_000 })),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(steps, ({ length, step, seed, ...settings }) => {
        const [g, m] = [random([length], seed + 1), random([length], seed + 2)];
        const v = { shape: [length], values: random([length], seed + 3).values.map(Math.abs) };
        const w = small(length, settings.learningRate, seed + 4);
        const [weight, mean, square] = [w, m, v].map(variableOf) as Variables;
        const gradient = tensorOf(g);
        fusedAdam(kernels.runtime, { weight, gradient, m: mean, v: square }, settings, step);
        compare(adamByHand([w, g, m, v], settings, step), valuesOf([weight, mean, square]), 1e-5);
      }),
      runs,
    );
  });

  it('begin Adam with moments of 0, where a square grows by nearly nothing', async () => {
    const settings = { learningRate: 0.001, beta1: 0.9, beta2: 0.9999, epsilon: 1e-7, keep: 1 };
    const [w, g, zero] = [small(50, 0.001, 1), random([50], 2), { shape: [50], values: new Float32Array(50) }];
    const [weight, m, v] = [w, zero, zero].map(variableOf) as Variables;
    fusedAdam(kernels.runtime, { weight, gradient: tensorOf(g), m, v }, settings, 1);
    compare(adamByHand([w, g, zero, zero], settings, 1), valuesOf([weight, m, v]), 1e-6);
  });

  it("take the steps of momentum, in Keras's form", async () => {
    const steps = fc.record({
      length: lengths,
      learningRate: fc.double({ min: 1e-6, max: 1, noNaN: true }),
      momentum: fc.double({ min: 0, max: 0.999, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(steps, ({ length, seed, ...settings }) => {
        const { learningRate, momentum } = settings;
        const g = random([length], seed + 1);
        const [w, before] = [small(length, learningRate, seed + 3), small(length, learningRate, seed + 2)];
        const [weight, m] = [w, before].map(variableOf) as Variables;
        fusedMomentum(kernels.runtime, { weight, gradient: tensorOf(g), m }, settings);
        const velocity = Float64Array.from(before.values, (each, i) => momentum * each - learningRate * at(g, i));
        const expected = [Float64Array.from(w.values, (each, i) => each + (velocity[i] ?? 0)), velocity];
        compare(expected, valuesOf([weight, m]), 1e-5);
      }),
      runs,
    );
  });

  it('move a moving average towards the weights', async () => {
    const follows = fc.record({
      length: lengths,
      momentum: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(follows, ({ length, momentum, seed }) => {
        const [w, before] = [random([length], seed), random([length], seed + 1)];
        const average = variableOf(before);
        fusedAverage(kernels.runtime, average, tensorOf(w), momentum);
        const expected = Float64Array.from(before.values, (each, i) => momentum * each + (1 - momentum) * at(w, i));
        compare([expected], valuesOf([average]), 1e-6);
      }),
      runs,
    );
  });

  it('leave alone what was cloned from a weight before', async () => {
    const weight = variableOf(random([50], 1));
    const before = weight.dataSync<'float32'>().slice();
    const kept = clone(weight);
    const m = variableOf({ shape: [50], values: new Float32Array(50) });
    const gradient = tensorOf(random([50], 2));
    fusedMomentum(kernels.runtime, { weight, gradient, m }, { learningRate: 1, momentum: 0 });
    expect(kept.dataSync()).toEqual(before);
    expect(weight.dataSync()).not.toEqual(before);
  });
});
