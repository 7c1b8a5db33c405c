import { memory } from '@tensorflow/tfjs';
import { afterAll, expect, it } from 'vitest';
import { startComputeBackend } from '../compute/backend.ts';
import { startIfAvailable } from '../compute/startIfAvailable.fixture.ts';
import { predict } from '../inference/predict.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { presets } from '../model/presets.ts';
import { createRandom } from '../statistics/random.ts';
import { activations } from './activations.ts';
import type { Values } from './operation.ts';
import { isSameNumber, walkConvolution } from './windowWalk.ts';

const INPUT = { size: 32, depth: 1 } as const;
const random = createRandom(3);
const pixels = Uint8Array.from({ length: INPUT.size ** 2 }, () => random.integer(256));
/** The input and the output of the last convolution: as many products in one sum as there are. */
const SHOWN = { compact: [12, 13], course: [3, 4] } as const;

afterAll(() => startComputeBackend('wasm'));

it.each([
  ['cpu', 'compact'],
  ['wasm', 'compact'],
  ['wasm', 'course'],
  ['webgl', 'course'],
  ['webgpu', 'course'],
  ['webgpu', 'compact'],
] as const)(
  'on %s the %s network, unfused, comes to what its fused kernels predict, and a window worked out by hand is its value',
  async (backend, id) => {
    if (!(await startIfAvailable(backend))) return;
    const spec = presets.find((preset) => preset.id === id)?.network;
    if (!spec) throw new Error('no preset');
    const network = buildNetwork(spec, INPUT, 2, 4);
    const [before, place] = SHOWN[id];
    const [[, predicted = Number.NaN] = []] = await predict(network, pixels, 1, INPUT);
    const tensors = memory().numTensors;
    const found = await activations(network, pixels, INPUT, { values: [before, place], weights: [place], small: true });
    expect(memory().numTensors).toBe(tensors);
    expect(Math.abs((found.probabilities?.[1] ?? 0) - predicted)).toBeLessThan(1e-5);

    const [kernel, bias] = found.weights[place] ?? [];
    const { window } = found.operations[place] ?? {};
    const [input, output] = [found.values[before] as Values, found.values[place] as Values];
    if (!kernel || !window) throw new Error(`operation ${place} is no convolution`);
    const [height = 0, width = 0, filters = 0] = output.shape;
    for (let channel = 0; channel < filters; channel += 7) {
      const filter = kernel.values.filter((_, i) => i % filters === channel);
      const [row, column] = [channel % height, (channel * 3) % width];
      const walk = walkConvolution(input, filter, bias?.values[channel] ?? 0, window, row, column);
      const there = output.values[(row * width + column) * filters + channel] ?? Number.NaN;
      expect(isSameNumber(walk.value, there, walk.magnitude)).toBe(true);
    }
    network.dispose();
  },
);
