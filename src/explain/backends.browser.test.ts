import { memory } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startComputeBackend } from '../compute/backend.ts';
import type { BackendName } from '../compute/backends.ts';
import { startIfAvailable } from '../compute/startIfAvailable.fixture.ts';
import { predict } from '../inference/predict.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { presets } from '../model/presets.ts';
import { createRandom } from '../statistics/random.ts';
import { checkHeatMap, explainScan } from './explainScan.ts';
import { strongestOf } from './heatMap.ts';

const SIZE = 16;
const INPUT = { size: SIZE, depth: 1 } as const;
/** Noise: with equal values beside each other a pooling's maximum, and so its gradient, would be a matter of rounding. */
const random = createRandom(3);
const pixels = Uint8Array.from({ length: SIZE * SIZE }, () => random.integer(256));
/** Of random weights one class at least has a Grad-CAM that is not empty. */
const ASKED = [
  { method: 'grad-cam', classIndex: 0 },
  { method: 'grad-cam', classIndex: 1 },
  { method: 'occlusion', classIndex: 1 },
  { method: 'integrated-gradients', classIndex: 1 },
] as const;
const layersOf = ({ network }: (typeof presets)[number]) => JSON.stringify(network.layers);
/** Some presets differ in their settings alone. */
const DISTINCT = presets.filter((each, at) => presets.findIndex((one) => layersOf(one) === layersOf(each)) === at);
const NOT_STOPPED = { onProgress: () => {}, signal: new AbortController().signal };

/** Null where the backend is not there. */
async function mapsOn(backend: BackendName, network: NetworkSpec, size = SIZE) {
  if (!(await startIfAvailable(backend))) return null;
  const input = { size, depth: 1 } as const;
  const built = buildNetwork(network, input, 2, 4);
  const before = memory().numTensors;
  const maps: Float32Array[] = [];
  for (const asked of ASKED)
    maps.push((await explainScan([built], pixels.subarray(0, size * size), input, asked, NOT_STOPPED)).values);
  expect(memory().numTensors).toBe(before);
  built.dispose();
  return maps;
}

afterAll(() => startComputeBackend('wasm'));

describe.each(DISTINCT.map(({ name, network }) => [name, network] as const))(
  'the heat maps of the %s',
  (_, network) => {
    let expected: Float32Array[] = [];
    beforeAll(async () => {
      expected = (await mapsOn('cpu', network)) ?? [];
    });
    it.each([
      ['wasm', 1e-4],
      ['webgl', 1e-2],
    ] as const)('are the same on %s as on the CPU backend', async (backend, share) => {
      const found = await mapsOn(backend, network);
      if (found) same(found, expected, share);
    });
  },
);

/** WebGPU without a GPU takes some 100 ms for each answer that is waited for: few pixels, few filters. */
const SMALL: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'conv', kernels: 3, size: 3, stride: 1, padding: 'valid', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', units: 5, activation: 'relu' },
  ],
};

it('the heat maps of a small network are the same on webgpu as on the CPU backend', async () => {
  const found = await mapsOn('webgpu', SMALL, 8);
  if (found) same(found, (await mapsOn('cpu', SMALL, 8)) ?? [], 1e-3);
});

/** Within a share of the strongest value, and not for want of values. */
function same(found: readonly Float32Array[], expected: readonly Float32Array[], share: number): void {
  for (const [index, wanted] of expected.entries()) {
    const values = found[index] ?? new Float32Array();
    expect(values.length).toBe(wanted.length);
    const most = strongestOf(wanted);
    for (const [i, value] of values.entries())
      expect(Math.abs(value - (wanted[i] ?? 0))).toBeLessThanOrEqual(share * most);
  }
  expect(expected.filter((values) => values.some((value) => value !== 0)).length).toBeGreaterThanOrEqual(3);
}

it('a network with random weights has the map of random weights; a scan that is covered whole is a grey square', async () => {
  await startComputeBackend('wasm');
  const [preset] = presets;
  if (!preset) throw new Error('no preset');
  const built = buildNetwork(preset.network, INPUT, 2, 1);
  const asked = { method: 'grad-cam', classIndex: 1, convolution: 1 } as const;
  const answers = { members: [built], input: { ...INPUT, flips: true }, temperature: 2 };
  const checks = await checkHeatMap(answers, [built], pixels, asked, NOT_STOPPED.signal);
  expect(checks.randomised).toBeCloseTo(1, 9);
  const { shares, strongestFirst, random: inAnyOrder } = checks.deletion;
  expect(shares).toHaveLength(11);
  expect(strongestFirst[0]).toBeCloseTo(inAnyOrder[0] ?? 0, 6);
  // Uncovered it is what Classify says: the mean over the mirror image, and half the logit at temperature 2.
  const [[, p = 0] = []] = await predict(built, pixels, 1, answers.input);
  expect(strongestFirst[0]).toBeCloseTo(1 / (1 + Math.sqrt((1 - p) / p)), 6);
  expect(strongestFirst[10]).toBeCloseTo(inAnyOrder[10] ?? 0, 6);
  built.dispose();
});
