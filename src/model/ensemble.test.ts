import { io, loadLayersModel, ready, setBackend, tensor, tensor4d, tidy } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { parseTopology } from '../export/modelFile/topology.ts';
import { predict, predictTogether } from '../inference/predict.ts';
import { ensembleOf, membersOf } from './ensemble.ts';
import { artifactsOf, networkFromArtifacts } from './network/artifacts.ts';
import { buildNetwork } from './network/buildNetwork.ts';
import type { NetworkArtifacts } from './networkArtifacts.ts';
import type { NetworkSpec } from './networkSpec.ts';

const spec: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 2, size: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'global-average-max-pool' },
    { kind: 'dropout', rate: 0.5 },
  ],
};
const input = { size: 8, depth: 1 } as const;
const SHAPE = [8, 8, 1] as const;
const pixels = Uint8Array.from({ length: 3 * 64 }, (_, i) => (i * 37 + Math.floor(i / 64) * 90) % 256);

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

async function member(seed: number, classCount = 2): Promise<NetworkArtifacts> {
  const network = buildNetwork(spec, input, classCount, seed);
  const artifacts = await artifactsOf(network);
  network.dispose();
  return artifacts;
}

/** A network that answers `probability`, whatever it is shown. */
async function always(probability: number): Promise<NetworkArtifacts> {
  const network = buildNetwork(spec, input, 2, 1);
  const [kernel, bias] = network.layers.at(-1)?.weights ?? [];
  tidy(() => {
    kernel?.write(tensor([0, 0, 0, 0], [4, 1]));
    bias?.write(tensor([Math.log(probability / (1 - probability))]));
  });
  const artifacts = await artifactsOf(network);
  network.dispose();
  return artifacts;
}

it('is a model that plain TF.js opens, and that answers the mean of the probabilities, not of the logits', async () => {
  const { topology, weightSpecs, weights } = ensembleOf(
    [await always(0.2), await always(0.6), await always(0.999)],
    SHAPE,
  );
  const network = await loadLayersModel(
    io.fromMemory({
      modelTopology: topology,
      weightSpecs: weightSpecs.map(({ name, shape, dtype }) => ({ name, shape: [...shape], dtype })),
      weightData: weights,
    }),
  );
  const answer = tidy(() =>
    (network.predict(tensor4d(pixels.slice(0, 64), [1, 8, 8, 1])) as ReturnType<typeof tensor>).dataSync(),
  );
  // (0.2 + 0.6 + 0.999) / 3; the mean of the logits would be 0.92
  expect(answer[0]).toBeCloseTo(0.599667, 5);
});

it.each([2, 3])('answers as its members do together (%i classes)', async (classCount) => {
  const members = await Promise.all([1, 2, 3].map((seed) => member(seed, classCount)));
  const whole = await networkFromArtifacts(ensembleOf(members, SHAPE));
  const apart = await Promise.all(members.map(networkFromArtifacts));
  const together = await predictTogether(apart, pixels, 3, input);
  const each = await Promise.all(apart.map((one) => predict(one, pixels, 3, input)));
  const asOne = await predict(whole, pixels, 3, input);
  for (const [scan, row] of together.entries()) {
    for (const [index, probability] of row.entries()) {
      const sum = each.reduce((all, rows) => all + (rows[scan]?.[index] ?? 0), 0);
      expect(probability).toBeCloseTo(sum / 3, 9);
      expect(asOne[scan]?.[index]).toBeCloseTo(sum / 3, 5);
    }
  }
  expect(each[0]).not.toEqual(each[1]);
});

it('comes apart into the chains that it was made of, weights included', async () => {
  const members = await Promise.all([1, 2].map((seed) => member(seed)));
  const ensemble = ensembleOf(members, SHAPE);
  const apart = membersOf(ensemble);
  expect(apart).toHaveLength(2);
  apart.forEach((each, index) => {
    expect(each.weightSpecs).toEqual(members[index]?.weightSpecs);
    expect(new Uint8Array(each.weights)).toEqual(new Uint8Array(members[index]?.weights ?? new ArrayBuffer(0)));
  });
  expect(membersOf(members[0] ?? ensemble)).toEqual([members[0]]);
});

it('passes the check of models from outside, and nothing passes that is wired otherwise', async () => {
  const members = await Promise.all([1, 2].map((seed) => member(seed)));
  const { topology, weightSpecs } = ensembleOf(members, SHAPE);
  const frame = { input: SHAPE, classCount: 2 };
  const parsed = parseTopology(JSON.parse(JSON.stringify(topology)), frame);
  expect(parsed.topology).toEqual(topology);
  expect(new Set(parsed.weights.keys())).toEqual(new Set(weightSpecs.map(({ name }) => name)));
  const rewired = JSON.stringify(topology).replace('["member_2_conv_1",0,0,{}]', '["member_1_conv_1",0,0,{}]');
  expect(rewired).not.toBe(JSON.stringify(topology));
  expect(() => parseTopology(JSON.parse(rewired), frame)).toThrow('the average of several');
  const unknown = JSON.stringify(topology).replace('"class_name":"Dropout"', '"class_name":"Lambda"');
  expect(() => parseTopology(JSON.parse(unknown), frame)).toThrow("'Lambda'");
});
