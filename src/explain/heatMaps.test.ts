import { ready, type Sequential, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { convolutionLayers, gradCam } from './gradCam.ts';
import { integratedGradients } from './integratedGradients.ts';
import { image, network } from './kerasNetwork.fixture.ts';
import { occlusion } from './occlusion.ts';

/*
 * Keras 3.15 on TensorFlow 2.21, the same network, weights and image (29 November 2026):
 *
 * m = keras.Sequential([keras.Input((12, 12, 3)), L.Conv2D(4, 3, strides=2, padding='same', activation='relu'), L.Conv2D(5, 3),
 *   L.BatchNormalization(), L.ReLU(), L.MaxPooling2D(2), L.Flatten(), L.Dense(6, activation='relu'), L.Dense(units)])
 * m.set_weights([(0.8 * (((np.arange(w.size) * 7919 + k * 3571) % 997) / 997 - .5)).astype('f4').reshape(w.shape)
 *                for k, w in enumerate(m.get_weights())]); s = np.arange(5)
 * m.layers[2].set_weights([1 + .2 * np.sin(s), .1 * np.cos(s), .05 * s, .5 + .1 * s])
 * x = ((np.arange(432) * 7919) % 251).astype('f4').reshape(1, 12, 12, 3) / 255
 * Grad-CAM: A = Model(m.inputs, m.layers[3].output)(x); g = tape.gradient(score, A); relu(sum(mean(g, [1, 2]) * A, -1))
 * Integrated gradients: a = (np.arange(20) + .5) / 20; sum(mean(tape.gradient(sum(score), a * x), 0) * x, -1)[::4, ::4]
 * Occlusion: patches of 4 every 2 pixels, filled with x.mean(); mean fall of the score by pixel [::3, ::3]
 * score: the logit of the class; of one output neuron minus the logit for class 0.
 */
const keras = {
  two: {
    gradCam: [
      0.00062781, 0, 0.00728796, 0.00017768, 0.00792669, 0.00153439, 0.00189024, 0.00891888, 0.00104513, 0.01060984,
      0.00643523, 0.00216057, 0.00350991, 0.00002586, 0.00018155, 0.00369348,
    ],
    firstLayer: { 3: 0.0002002, 7: 0.0002381, 33: 0.0009031 },
    gradients: [0, -0.0000429, -0.0001167, 0.0004513, 0.0042501, -0.0114042, 0.0005382, 0.0062135, -0.0101693],
    occluded: [
      -0.0039695, -0.0129303, -0.017785, 0.0075332, 0.0023073, -0.0082619, 0.0047971, 0.0212978, 0.0065921, 0.0156069,
      0.0102109, -0.0075253, 0.0063599, 0.0212563, 0.0061595, -0.0068346,
    ],
  },
  three: {
    gradCam: [0, 0, 0, 0, 0, 0, 0, 0.00017643, 0, 0.0003494, 0.00708133, 0, 0.00146505, 0, 0.00004428, 0],
    gradients: [0, -0.0000346, -0.0001419, -0.0000987, -0.0107069, 0.0078585, 0.0008399, 0.0020874, 0.0186407],
    occluded: [
      -0.0079271, -0.0216917, -0.0494715, -0.0543031, -0.0152372, -0.0211497, -0.0332165, -0.0356311, -0.0035116,
      -0.0038653, -0.0117801, -0.0330061, -0.0059834, -0.0096393, -0.0097938, -0.0055763,
    ],
  },
};

const every = (step: number, values: Float32Array) =>
  Array.from(values).filter((_, i) => i % step === 0 && Math.floor(i / 12) % step === 0);

function expectClose(values: ArrayLike<number>, expected: readonly number[]) {
  expect(values.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 6);
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

describe.each([
  { classCount: 2, classIndex: 1, expected: keras.two },
  { classCount: 3, classIndex: 0, expected: keras.three },
])('class $classIndex of $classCount', ({ classCount, classIndex, expected }) => {
  const built = () => network(classCount);
  const last = (of: Sequential) => {
    const layer = convolutionLayers(of).at(-1);
    if (!layer) throw new Error('no convolution');
    return layer;
  };

  it('Grad-CAM is Keras’s', async () => {
    const map = await gradCam(built(), image(), classIndex, last(built()));
    expect([map.width, map.height]).toEqual([4, 4]);
    expectClose(map.values, expected.gradCam);
  });

  it('integrated gradients are Keras’s', async () => {
    const map = await integratedGradients(built(), image(), classIndex, { steps: 20 });
    expectClose(every(4, map.values), expected.gradients);
  });

  it('occlusion is Keras’s', async () => {
    const map = await occlusion(built(), image(), classIndex, { patch: 4, stride: 2 });
    expectClose(every(3, map.values), expected.occluded);
  });
});

it('Grad-CAM explains any convolution, with its batch norm and ReLU', async () => {
  const of = network(2);
  const layers = convolutionLayers(of);
  expect(layers.map(({ name, end }) => [name, end])).toEqual([
    ['conv_1', 1],
    ['conv_2', 4],
  ]);
  const [first] = layers;
  if (!first) throw new Error('no convolution');
  const { values } = await gradCam(of, image(), 1, first);
  const lit = Array.from(values).flatMap((value, i) => (value > 1e-6 ? [i] : []));
  expect(lit).toEqual([3, 7, 33]);
  for (const i of [3, 7, 33] as const) expect(values[i]).toBeCloseTo(keras.two.firstLayer[i], 6);
});

it('of two classes the first is explained by the negative logit', async () => {
  const of = network(2);
  const [tumour, healthy] = [await occlusion(of, image(), 1), await occlusion(of, image(), 0)];
  for (const [i, value] of tumour.values.entries()) expect(healthy.values[i]).toBeCloseTo(-value, 6);
});
