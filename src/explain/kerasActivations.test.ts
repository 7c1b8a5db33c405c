import { ready, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from './activations.ts';
import { network, pixels } from './kerasNetwork.fixture.ts';
import type { Change, Values } from './operation.ts';
import { walkConvolution, walkPooling } from './windowWalk.ts';

/*
 * Keras 3.15 on TensorFlow 2.21, the network, weights and image of `heatMaps.test.ts`, each activation a layer of its own (29 November 2026):
 *
 * m = keras.Sequential([keras.Input((12, 12, 3)), L.Conv2D(4, 3, strides=2, padding='same'), L.ReLU(), L.Conv2D(5, 3),
 *   L.BatchNormalization(), L.ReLU(), L.MaxPooling2D(2), L.Flatten(), L.Dense(6), L.ReLU(), L.Dense(units)])   # weights as there
 * conv1, relu1, conv2, bn, relu2, pool, flat, d, dr, out = keras.Model(m.inputs, [l.output for l in m.layers])(x)
 * of images: t[[0, 1, -1, 2], [0, 2, -1, 0], [0, 3, -1, 1]] and t.sum(); avg = L.AveragePooling2D(2)(relu2)
 * W, b = m.layers[-1].get_weights(); contributions = dr * W[:, 0]; off: the largest of them set to 0, dr @ W + b
 * k = ([-1, 0, 1, -2, 0, 2, -1, 0, 1] reshaped to [3, 3, 1, 1]) / 3, repeated over 3 channels; tf.nn.conv2d(x, k, 1, 'VALID'), (x, k, 3, 'SAME')
 * shifted: xs[:, 1:, 2:] = x[:, :-1, :-2]
 */
const keras = {
  conv1: { some: [-0.00362, 0.167687, 0.221922, 0.435092], sum: 27.840492 },
  relu1: { some: [0, 0.167687, 0.221922, 0.435092], sum: 44.381096 },
  batchNorm: { some: [-0.918283, 0.500724, 0.078832, -0.230723], sum: -0.372414 },
  relu2: { some: [0, 0.500724, 0.078832, 0], sum: 23.237825 },
  pool: [
    1.122155, 1.22979, 0.248104, 0.481734, 0, 1.126727, 1.41153, 0.263922, 0.599004, 0, 1.350605, 1.233243, 0.219487,
    1.022447, 0.344045, 0.218493, 1.669419, 0.583903, 1.089936, 0.297695,
  ],
  average: [
    0.280539, 0.502115, 0.062026, 0.219071, 0, 0.517425, 0.784842, 0.06598, 0.442106, 0, 0.337651, 0.562819, 0.087338,
    0.468796, 0.086011, 0.062432, 0.492418, 0.145976, 0.597778, 0.094132,
  ],
  shifted: [
    1.148206, 1.422193, 0.287986, 1.337501, 0.449595, 1.603705, 1.848488, 0.600659, 1.448366, 0.481002, 0.266175,
    0.564059, 0, 0.831176, 0.311446, 1.129733, 0.816791, 0, 1.332375, 0.533553,
  ],
  dense: [0.060993, -0.648493, -1.35798, -0.493776, 0.695179, 0.99683],
  denseRelu: [0.060993, 0, 0, 0, 0.695179, 0.99683],
  two: {
    logits: [0.009411],
    probabilities: [1 - 0.502353, 0.502353],
    contributions: [0.01549, 0, 0, 0, 0.049367, 0.025196],
  },
  twoOff: { neuron: 4, logits: [-0.039956], probabilities: [1 - 0.490012, 0.490012] },
  three: {
    logits: [0.096588, -0.029327, -0.155242],
    probabilities: [0.376072, 0.331579, 0.29235],
    contributions: [0.01549, 0, 0, 0, -0.204998, 0.366738],
  },
  threeOff: { neuron: 5, logits: [-0.27015, -0.350472, -0.430795], probabilities: [0.360437, 0.332618, 0.306946] },
  edgeValid: [-0.135948, 0.192157, -0.464052],
  edgeSame: [
    -0.135948, -0.464052, -0.135948, -0.464052, -0.135948, 0.520261, 0.192157, 0.192157, 0.192157, 0.192157, -0.135948,
    -0.135948, -0.135948, -0.464052, -0.464052, -0.464052,
  ],
};
/** The operations of that network by their places. */
const [SCAN, CONV1, RELU1, BATCH_NORM, RELU2, POOL, DENSE, DENSE_RELU, OUTPUT] = [0, 1, 2, 4, 5, 6, 8, 9, 10];
const INPUT = { size: 12, depth: 3 } as const;
const EDGE = [-1, 0, 1, -2, 0, 2, -1, 0, 1].flatMap((weight) => Array.from({ length: 3 }, () => weight / 3));

const run = (
  classCount: number,
  values: readonly number[],
  changes: readonly Change[] = [],
  weights: readonly number[] = [],
) => activations(network(classCount), pixels, INPUT, { values, changes, weights });

function of(found: Awaited<ReturnType<typeof run>>, place: number): Values {
  const values = found.values[place];
  if (!values) throw new Error(`nothing of operation ${place}`);
  return values;
}

function expectClose(values: ArrayLike<number> | null | undefined, expected: readonly number[], digits = 5) {
  expect(values?.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(values?.[i]).toBeCloseTo(value, digits);
}

function expectImage({ shape, values }: Values, { some, sum }: { some: readonly number[]; sum: number }) {
  const [height = 0, width = 0, channels = 0] = shape;
  const at = (row: number, column: number, channel: number) => values[(row * width + column) * channels + channel] ?? 0;
  const picked = [at(0, 0, 0), at(1, 2, 3), at(height - 1, width - 1, channels - 1), at(2, 0, 1)];
  expectClose(picked, some);
  expect(values.reduce((all, value) => all + value)).toBeCloseTo(sum, 4);
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

it('each operation gives what Keras gives: stride 2, padding, 3 channels, batch norm, pooling, dense layers', async () => {
  const found = await run(2, [CONV1, RELU1, BATCH_NORM, RELU2, POOL, DENSE, DENSE_RELU]);
  expectImage(of(found, CONV1), keras.conv1);
  expectImage(of(found, RELU1), keras.relu1);
  expectImage(of(found, BATCH_NORM), keras.batchNorm);
  expectImage(of(found, RELU2), keras.relu2);
  expectClose(of(found, POOL).values, keras.pool);
  expectClose(of(found, DENSE).values, keras.dense);
  expectClose(of(found, DENSE_RELU).values, keras.denseRelu);
});

describe.each([
  { classCount: 2, whole: keras.two, off: keras.twoOff },
  { classCount: 3, whole: keras.three, off: keras.threeOff },
])('of $classCount classes', ({ classCount, whole, off }) => {
  it('logits, probabilities and what each neuron adds are Keras’s', async () => {
    const found = await run(classCount, [DENSE_RELU], [], [OUTPUT]);
    expectClose(found.logits, whole.logits);
    expectClose(found.probabilities, whole.probabilities);
    const [kernel] = found.weights[OUTPUT] ?? [];
    const units = kernel?.shape[1] ?? 0;
    const added = of(found, DENSE_RELU).values.map((value, neuron) => value * (kernel?.values[neuron * units] ?? 0));
    expectClose(added, whole.contributions);
  });

  it('with the neuron that adds most switched off they are, too', async () => {
    const found = await run(classCount, [], [{ what: 'off', at: DENSE_RELU, channels: [off.neuron] }]);
    expectClose(found.logits, off.logits);
    expectClose(found.probabilities, off.probabilities);
  });
});

it('another filter, stride and padding give Keras’s map', async () => {
  const filter = (window: { stride: number; padding: 'same' | 'valid' }): Change[] => [
    { what: 'filter', at: CONV1, channel: 2, kernel: EDGE, bias: 0, size: 3, ...window },
  ];
  const { values } = of(await run(2, [CONV1], filter({ stride: 1, padding: 'valid' })), CONV1);
  expectClose(
    [values[2], values[(4 * 10 + 7) * 4 + 2], values[(9 * 10 + 9) * 4 + 2]].map((value) => value ?? Number.NaN),
    keras.edgeValid,
  );
  const strided = of(await run(2, [CONV1], filter({ stride: 3, padding: 'same' })), CONV1);
  expectClose(
    strided.values.filter((_, i) => i % 4 === 2),
    keras.edgeSame,
  );
});

it('the mean in place of the maximum, and the scan moved, are Keras’s', async () => {
  const average = await run(2, [POOL], [{ what: 'pooling', at: POOL, keeps: 'mean' }]);
  expectClose(of(average, POOL).values, keras.average);
  expectClose(of(await run(2, [POOL], [{ what: 'shift', x: 2, y: 1 }]), POOL).values, keras.shifted);
});

it('one window, worked out number by number, is Keras’s value: in the padding, and of three channels', async () => {
  const found = await run(2, [SCAN, RELU2], [], [CONV1]);
  const [kernel, bias] = found.weights[CONV1] ?? [];
  const filter = (channel: number) => (kernel?.values ?? new Float32Array()).filter((_, i) => i % 4 === channel);
  const window = { size: 3, stride: 2, padding: 'same' } as const;
  const at = (row: number, column: number, channel: number) =>
    walkConvolution(of(found, SCAN), filter(channel), bias?.values[channel] ?? 0, window, row, column).value;
  expectClose([at(0, 0, 0), at(1, 2, 3), at(5, 5, 3), at(2, 0, 1)], keras.conv1.some);
  const pooled = walkPooling(of(found, RELU2), 3, { size: 2, stride: 2, padding: 'valid' }, 1, 0);
  expect(pooled.maximum).toBeCloseTo(keras.pool[13] ?? 0, 5);
  expect(pooled.mean).toBeCloseTo(keras.average[13] ?? 0, 5);
});
