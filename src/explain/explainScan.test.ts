import { ready, type Sequential, setBackend, tensor } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { checkHeatMap, explainScan } from './explainScan.ts';
import { convolutionLayers, gradCam } from './gradCam.ts';
import type { HeatMap } from './heatMap.ts';
import { integratedGradients } from './integratedGradients.ts';
import { image, network, pixels } from './kerasNetwork.fixture.ts';
import { occlusion } from './occlusion.ts';
import { deletionCurve, mapCorrelation } from './sanityChecks.ts';

// The maps themselves are held against Keras in `heatMaps.test.ts`.

const INPUT = { size: 12, depth: 3 } as const;
const NOT_STOPPED = { onProgress: () => {}, signal: new AbortController().signal };

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

async function camOf(of: Sequential, place: number): Promise<HeatMap> {
  const layer = convolutionLayers(of).at(place);
  if (!layer) throw new Error('no convolution');
  return gradCam(of, image(), 1, layer);
}

it('explains the last convolution unless another is asked for', async () => {
  const of = network(2);
  const asked = { method: 'grad-cam', classIndex: 1 } as const;
  const map = (convolution?: number) =>
    explainScan([of], pixels, INPUT, convolution === undefined ? asked : { ...asked, convolution }, NOT_STOPPED);
  const [first, last] = [await camOf(of, 0), await camOf(of, 1)];
  expect([first.width, last.width]).toEqual([6, 4]);
  expect(await map()).toEqual(last);
  expect(await map(2)).toEqual(last);
  expect(await map(1)).toEqual(first);
  await expect(map(3)).rejects.toThrow('no such convolution');
});

it('explains several networks by the mean of their maps', async () => {
  const [one, other] = [network(2), network(2)];
  // The logit twice as large: so is every gradient.
  const output = other.getLayer('output');
  output.setWeights(output.getWeights().map((weights) => weights.mul(2)));
  const map = await explainScan([one, other], pixels, INPUT, { method: 'occlusion', classIndex: 1 }, NOT_STOPPED);
  const alone = await occlusion(one, image(), 1);
  for (const [at, value] of alone.values.entries()) expect(map.values[at]).toBeCloseTo(1.5 * value, 5);
});

it('occlusion covers an eighth of the side every sixteenth, integrated gradients take 50 steps', async () => {
  const of = network(2);
  const [some, usual] = [await occlusion(of, image(), 1, { patch: 2, stride: 1 }), await occlusion(of, image(), 1)];
  expect(usual.values).toEqual(some.values);
  const asked = { method: 'integrated-gradients', classIndex: 1 } as const;
  const map = await explainScan([of], pixels, INPUT, asked, NOT_STOPPED);
  expect(map.values).toEqual((await integratedGradients(of, image(), 1, { steps: 50 })).values);
});

/** Of 4 x 4 pixels: the logit is the sum of some weights times the pixels. */
function weighted(weights: readonly number[]): Sequential {
  const built = buildNetwork({ preset: 'custom', layers: [{ kind: 'flatten' }] }, { size: 4, depth: 1 }, 2, 1);
  built.getLayer('output').setWeights([tensor([...weights], [16, 1]), tensor([0], [1])]);
  return built as Sequential;
}
const SMALL = { size: 4, depth: 1 } as const;
/** 15, 30, ... 240: the mean is 127.5, which is covered as 128. */
const ramp = Uint8Array.from({ length: 16 }, (_, i) => 15 * (i + 1));
const mapOf = (values: readonly number[], side = 4): HeatMap => ({
  ...({ method: 'occlusion', classIndex: 1 } as const),
  ...{ width: side, height: side, values: Float32Array.from(values) },
});
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

it('the deletion curve covers the strongest first with the mean grey, by hand', async () => {
  const weights = Array.from({ length: 16 }, (_, i) => (i % 5) - 2);
  const answers = { members: [weighted(weights)], input: SMALL, temperature: undefined };
  // The map's strongest pixel is the last one, and so on backwards.
  const { strongestFirst, shares, random } = await deletionCurve(answers, ramp, mapOf([...ramp]));
  const logit = (covered: number) =>
    weights.reduce((sum, weight, i) => sum + weight * ((i >= 16 - covered ? 128 : 15 * (i + 1)) / 255), 0);
  expect(shares).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  // Round(1.6 k) of 16 pixels.
  for (const [step, covered] of [0, 2, 3, 5, 6, 8, 10, 11, 13, 14, 16].entries())
    expect(strongestFirst[step]).toBeCloseTo(sigmoid(logit(covered)), 5);
  const fromTheFirst = (covered: number) =>
    weights.reduce((sum, weight, i) => sum + weight * ((i < covered ? 128 : 15 * (i + 1)) / 255), 0);
  expect(random[10]).toBeCloseTo(sigmoid(logit(16)), 5);
  expect(Math.abs((random[5] ?? 0) - sigmoid(logit(8)))).toBeGreaterThan(0.01);
  expect(Math.abs((random[5] ?? 0) - sigmoid(fromTheFirst(8)))).toBeGreaterThan(0.01);
});

it('a coarse map covers the pixels of its cells, row by row', async () => {
  // Only the pixels of the upper right quarter count.
  const weights = Array.from({ length: 16 }, (_, i) => Number(i < 8 && i % 4 >= 2));
  const answers = { members: [weighted(weights)], input: SMALL, temperature: undefined };
  const { strongestFirst } = await deletionCurve(answers, ramp, mapOf([0, 1, 0, 0], 2));
  // After 3 of 16 pixels three of the four are covered, after 5 all: 4 times 128.
  expect(strongestFirst[3]).toBeCloseTo(sigmoid((4 * 128) / 255), 5);
});

it('the curve is of the class of the map, rescaled as in Classify', async () => {
  const weights = Array.from({ length: 16 }, (_, i) => (i % 5) - 2);
  const logit = weights.reduce((sum, weight, i) => sum + (weight * 15 * (i + 1)) / 255, 0);
  const answers = { members: [weighted(weights)], input: SMALL, temperature: 2 };
  const { strongestFirst } = await deletionCurve(answers, ramp, { ...mapOf([...ramp]), classIndex: 0 });
  expect(strongestFirst[0]).toBeCloseTo(1 - sigmoid(logit / 2), 5);
});

it('maps are correlated by the sizes of their values: what speaks against the class counts as what speaks for it', () => {
  expect(mapCorrelation(mapOf([1, -2, 3, 0], 2), mapOf([-1, 2, -3, 0], 2))).toBeCloseTo(1, 12);
  expect(mapCorrelation(mapOf([1, -2, 3, 0], 2), mapOf([3, 1, 0, 2], 2))).toBeLessThan(0);
  expect(mapCorrelation(mapOf([1, 2, 3, 4], 2), mapOf([0, 0, 0, 0], 2))).toBeNull();
});

it('a map is checked against that of the other weights', async () => {
  const [of, fresh] = [network(2), network(2)];
  const layer = fresh.getLayer('output');
  // The dense layer's weights in another order: another map.
  layer.setWeights(layer.getWeights().map((weights) => weights.reverse()));
  const asked = { method: 'integrated-gradients', classIndex: 1 } as const;
  const answers = { members: [of], input: INPUT, temperature: undefined };
  const { randomised } = await checkHeatMap(answers, [fresh], pixels, asked, NOT_STOPPED.signal);
  const maps = [await integratedGradients(of, image(), 1), await integratedGradients(fresh, image(), 1)] as const;
  expect(randomised).toBeCloseTo(mapCorrelation(...maps) ?? 2, 9);
  expect(randomised).toBeLessThan(0.99);
});
