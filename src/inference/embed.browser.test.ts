import {
  type LayersModel,
  layers,
  memory,
  model,
  sequential,
  setBackend,
  type Tensor,
  tensor4d,
} from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { startKernels } from '../compute/kernels/started.fixture.ts';
import { embed, predictAndEmbed } from './embed.ts';
import { mirrored } from './flips.ts';
import { predict } from './predict.ts';

const input = { size: 20, depth: 1 } as const;
const count = 5;
const pixels = Uint8Array.from({ length: count * 400 }, (_, at) => (at * 2654435761) >>> 24);

beforeAll(() => startKernels());

function network(): LayersModel {
  return sequential({
    layers: [
      layers.conv2d({ inputShape: [20, 20, 1], filters: 16, kernelSize: 3, padding: 'same', useBias: false }),
      ...[layers.batchNormalization(), layers.reLU(), layers.maxPooling2d({ poolSize: 2 })],
      ...[layers.flatten(), layers.dense({ units: 9, activation: 'relu' })],
      layers.dense({ units: 3, activation: 'softmax' }),
    ],
  });
}

/** By tfjs itself, layer by layer, on its backend in plain JavaScript. */
async function expected(network: LayersModel, bytes: Uint8Array) {
  await setBackend('cpu');
  const plain = network.layers.at(-1)?.input;
  if (!plain || Array.isArray(plain)) throw new Error('There is no last layer.');
  const both = model({ inputs: network.inputs, outputs: [plain, ...network.outputs] });
  const [seen, said] = both.predict(
    tensor4d(
      Float32Array.from(bytes, (byte) => byte / 255),
      [count, 20, 20, 1],
    ),
  ) as [Tensor, Tensor];
  const result = { seen: seen.dataSync<'float32'>(), said: said.dataSync<'float32'>() };
  await setBackend('wasm');
  return result;
}

it('one pass gives what a network says and what it makes of scans before, on WASM as layer by layer', async () => {
  const chain = network();
  const { seen, said } = await expected(chain, pixels);
  const before = memory().numTensors;
  const { rows, embeddings } = await predictAndEmbed([chain], pixels, count, input);
  expect(memory().numTensors).toBe(before);
  expect(embeddings.width).toBe(9);
  for (const [i, value] of embeddings.values.entries()) expect(value).toBeCloseTo(seen[i] ?? Number.NaN, 5);
  for (const [i, value] of rows.flat().entries()) expect(value).toBeCloseTo(said[i] ?? Number.NaN, 6);
  expect(rows).toEqual(await predict(chain, pixels, count, input));
  expect((await embed(chain, pixels, count, input)).values).toEqual(embeddings.values);
});

it('flips are of the predictions alone, and an ensemble says the mean of its members', async () => {
  const [first, second] = [network(), network()];
  const plain = await predictAndEmbed([first], pixels, count, input);
  const turned = await predict(first, mirrored(pixels, input), count, input);
  const other = await predict(second, pixels, count, input);
  const flipped = await predictAndEmbed([first], pixels, count, { ...input, flips: true });
  const together = await predictAndEmbed([first, second], pixels, count, input);
  expect(flipped.embeddings).toEqual(plain.embeddings);
  expect(together.embeddings).toEqual(plain.embeddings);
  for (const [scan, row] of plain.rows.entries()) {
    for (const [place, value] of row.entries()) {
      expect(flipped.rows[scan]?.[place]).toBeCloseTo((value + (turned[scan]?.[place] ?? 0)) / 2, 10);
      expect(together.rows[scan]?.[place]).toBeCloseTo((value + (other[scan]?.[place] ?? 0)) / 2, 10);
    }
  }
});
