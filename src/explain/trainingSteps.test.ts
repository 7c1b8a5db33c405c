import { type LayersModel, memory, ready, setBackend, tensor, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { type StepsJob, type TracedStep, trainingSteps } from './trainingSteps.ts';

/*
 * Three steps in Keras 3.15 on TensorFlow 2.21, with stride 2, both paddings, batch norm and three channels of input:
 *
 * m = keras.Sequential([keras.Input((9, 9, 3)), L.Conv2D(4, 3, strides=2, padding='same', activation='relu'),
 *   L.Conv2D(5, 2, use_bias=False), L.BatchNormalization(), L.ReLU(), L.MaxPooling2D(2), L.Flatten(), L.Dense(units)])
 * m.set_weights([np.ones(w.shape) if 'gamma' in w.path or 'variance' in w.path
 *   else np.zeros(w.shape) if 'moving_mean' in w.path or 'beta' in w.path
 *   else (0.3 * np.sin(np.arange(np.prod(w.shape)) * 0.7 + k)).reshape(w.shape) for k, w in enumerate(m.weights)])
 * i = np.arange(8 * 243); x = ((i * 37 + (i // 243) * 11 + (i // 27) * 5) % 256 / 255).reshape(8, 9, 9, 3)
 * y = np.arange(8) % max(2, units); adam = keras.optimizers.Adam(0.01); adam.build(m.trainable_variables)
 * loss = keras.losses.BinaryCrossentropy(from_logits=True, reduction=None)  # or SparseCategoricalCrossentropy
 * for _ in range(3):
 *   with tf.GradientTape() as tape: z = m(x, training=True); each = loss(y, z); mean = tf.reduce_mean(each)
 *   g = tape.gradient(mean, m.trainable_variables); value = weight 52 of the first kernel
 *   adam.apply_gradients(zip(g, m.trainable_variables))
 *   print(each, mean, value, gradient, momentum, velocity, the new value: each of weight 52)
 */
const keras = {
  2: {
    losses: [1.0628009, 0.53138357, 1.1234391, 0.35438237, 1.1343007, 0.2426409, 1.0170201, 0.29217046],
    first: [0.34548676, 0.65451324],
    means: [0.71976721, 0.52034748, 0.47261286, 0.44744813],
    updates: [
      [-0.28899607, 0.019983843, 0.0019983843, 3.9935398e-7, -0.29899442],
      [-0.29899442, 0.059863657, 0.0077849114, 3.9826123e-6, -0.30817345],
      [-0.30817345, 0.23485105, 0.030491523, 5.9133647e-5, -0.31618339],
    ],
  },
  3: {
    losses: [0.8335399, 1.1674036, 1.6663787, 0.80014652, 1.0822318, 1.4428734, 0.68359423, 1.1035109],
    first: [0.43450841, 0.32073039, 0.24476118],
    means: [1.0974598, 0.94628352, 0.78502482, 0.6948666],
    updates: [
      [-0.28899607, 0.029050253, 0.0029050254, 8.4391723e-7, -0.29899493],
      [-0.29899493, 0.05809994, 0.0084245168, 4.2186766e-6, -0.3086462],
      [-0.3086462, 0.012417337, 0.008823799, 4.3686482e-6, -0.31717393],
    ],
  },
} as const;

/** Where Keras has these weights among all of them, moving averages included. */
const PLACES = { conv_1: [0, 1], conv_2: [2], batch_norm_1: [3, 4], output: [7, 8] } as const;

const jobOf = (classCount: number, changes: Partial<StepsJob> = {}): StepsJob => ({
  input: { size: 9, depth: 3 },
  scans: {
    pixels: Uint8Array.from(
      { length: 8 * 243 },
      (_, i) => (i * 37 + Math.floor(i / 243) * 11 + Math.floor(i / 27) * 5) % 256,
    ),
    labels: Uint8Array.from({ length: 8 }, (_, scan) => scan % classCount),
  },
  ...{ learningRate: 0.01, steps: 3, weight: { name: 'conv_1/kernel', index: 52 } },
  ...changes,
});

function networkOf(classCount: number): LayersModel {
  const network = buildNetwork(
    {
      preset: 'custom',
      layers: [
        { kind: 'conv', kernels: 4, size: 3, stride: 2, padding: 'same', activation: 'relu' },
        { kind: 'conv', kernels: 5, size: 2, stride: 1, padding: 'valid', activation: 'linear' },
        { kind: 'batch-norm' },
        { kind: 'relu' },
        { kind: 'max-pool', size: 2, stride: 2 },
        { kind: 'flatten' },
      ],
    },
    { size: 9, depth: 3 },
    classCount,
    1,
  );
  for (const [name, places] of Object.entries(PLACES)) {
    if (name.startsWith('batch_norm')) continue; // 1 and 0 already
    const layer = network.getLayer(name);
    tidy(() => {
      const weights = layer.getWeights();
      layer.setWeights(weights.map(({ shape, size }, index) => tensor(waves(size, places[index] ?? 0), shape)));
    });
  }
  return network;
}

function waves(size: number, k: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => 0.3 * Math.sin(i * 0.7 + k));
}

async function traced(network: LayersModel, job: StepsJob) {
  const steps: TracedStep[] = [];
  const weights = await trainingSteps(network, job, {
    onStep: (step) => steps.push(step),
    signal: new AbortController().signal,
  });
  network.dispose();
  return { steps, weights };
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

describe.each([2, 3] as const)('three steps for %i classes', (classes) => {
  it('tell the losses, the gradient, the moments and the new weight as Keras does', async () => {
    const { steps } = await traced(networkOf(classes), jobOf(classes));
    const expected = keras[classes];
    close(
      steps.map(({ pass }) => pass.meanLoss),
      expected.means,
    );
    close(steps[0]?.pass.losses ?? [], expected.losses);
    close(steps[0]?.pass.probabilities[0] ?? [], expected.first);
    for (const [index, update] of expected.updates.entries()) {
      const { value, gradient, firstMoment, secondMoment, newValue } = steps[index]?.update ?? expect.fail('no update');
      close([value, gradient, firstMoment, secondMoment, newValue], update);
    }
    expect(steps[3]?.update).toBeNull();
  });

  it('obey the formula that is shown with them', async () => {
    const { steps } = await traced(networkOf(classes), jobOf(classes));
    for (const { update } of steps.slice(0, 3)) {
      const { value, rate, firstMoment, secondMoment, newValue } = update ?? expect.fail('no update');
      expect(newValue).toBeCloseTo(value - (rate * firstMoment) / (Math.sqrt(secondMoment) + 1e-7), 6);
    }
  });
});

it('names the weights that can be chosen, and takes the middle of the first filter where none is', async () => {
  const { steps, weights } = await traced(networkOf(2), jobOf(2, { steps: 1, weight: null }));
  expect(weights).toEqual([
    { name: 'conv_1/kernel', shape: [3, 3, 3, 4] },
    { name: 'conv_1/bias', shape: [4] },
    { name: 'conv_2/kernel', shape: [2, 2, 4, 5] },
    { name: 'batch_norm_1/gamma', shape: [5] },
    { name: 'batch_norm_1/beta', shape: [5] },
    { name: 'output/kernel', shape: [20, 1] },
    { name: 'output/bias', shape: [1] },
  ]);
  expect(steps[0]?.update).toMatchObject({ name: 'conv_1/kernel', index: 48 }); // row 1, column 1, channel 0, filter 0
});

it('leaves no tensor, stopped or not', async () => {
  const before = memory().numTensors;
  const network = networkOf(2);
  const stopping = new AbortController();
  const told: number[] = [];
  const onStep = ({ step }: TracedStep) => {
    told.push(step);
    if (step === 1) stopping.abort();
  };
  await trainingSteps(network, jobOf(2), { onStep, signal: stopping.signal });
  expect(told).toEqual([0, 1]);
  network.dispose();
  expect(memory().numTensors).toBe(before);
});

/** To a thousandth of what is expected, however small: float32 sums in another order. */
function close(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries())
    expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThan(1e-3 * Math.abs(value));
}
