import { memory } from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { startComputeBackend } from '../compute/backend.ts';
import type { BackendName } from '../compute/backends.ts';
import { startIfAvailable } from '../compute/startIfAvailable.fixture.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { createRandom } from '../statistics/random.ts';
import { type MapMaxima, mapMaxima } from './strongestScans.ts';
import { type TracedStep, trainingSteps } from './trainingSteps.ts';

const SIZE = 16;
const INPUT = { size: SIZE, depth: 1 } as const;
const SCANS = 8;
/** Noise: with equal values beside each other a pooling's maximum, and so its gradient, would be a matter of rounding. */
const random = createRandom(3);
const pixels = Uint8Array.from({ length: SCANS * SIZE * SIZE }, () => random.integer(256));
const labels = Uint8Array.from({ length: SCANS }, (_, scan) => scan % 2);
const network: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 6, size: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
  ],
};

type Found = { readonly steps: readonly TracedStep[]; readonly maxima: readonly MapMaxima[] };

/** Null where the backend is not there. */
async function foundOn(backend: BackendName): Promise<Found | null> {
  if (!(await startIfAvailable(backend))) return null;
  const built = buildNetwork(network, INPUT, 2, 4);
  const before = memory().numTensors;
  const maxima = await mapMaxima(built, pixels, SCANS, INPUT);
  const steps: TracedStep[] = [];
  const job = { input: INPUT, scans: { pixels, labels }, learningRate: 0.01, steps: 2, weight: null };
  const options = { onStep: (step: TracedStep) => steps.push(step), signal: new AbortController().signal };
  await trainingSteps(built, job, options);
  expect(memory().numTensors).toBe(before);
  built.dispose();
  return { steps, maxima };
}

afterAll(() => startComputeBackend('wasm'));

describe('what is told of training and of feature maps', () => {
  let expected: Promise<Found | null> | null = null;

  it.each([
    ['wasm', 1e-4],
    ['webgl', 1e-2],
    ['webgpu', 1e-2],
  ] as const)('is the same on %s as on the CPU backend', async (backend, share) => {
    expected ??= foundOn('cpu');
    const { steps, maxima } = (await expected) ?? expect.fail('no CPU backend');
    const found = await foundOn(backend);
    if (!found) return;
    close(found.steps.flatMap(numbersOf), steps.flatMap(numbersOf), share);
    expect(found.maxima.map(({ layer }) => layer)).toEqual([0, 1, 2, 3]);
    for (const [index, { values, places }] of maxima.entries()) {
      close([...(found.maxima[index]?.values ?? [])], [...values], share);
      expect([...(found.maxima[index]?.places ?? [])]).toEqual([...places]);
    }
  });
});

function numbersOf({ pass, update }: TracedStep): number[] {
  const { gradient = 0, firstMoment = 0, newValue = 0 } = update ?? {};
  return [pass.meanLoss, ...pass.losses, ...pass.probabilities.flat(), gradient, firstMoment, newValue];
}

/** Within a share of the largest. */
function close(actual: readonly number[], expected: readonly number[], share: number): void {
  expect(actual).toHaveLength(expected.length);
  const most = Math.max(...expected.map(Math.abs));
  for (const [index, value] of expected.entries())
    expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(share * most);
}
