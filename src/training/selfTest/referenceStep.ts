import type { NetworkSpec } from '../../model/networkSpec.ts';
import type { LabelledPixels } from '../batches.ts';

/*
 * One step of training whose outcome is known, for asking a backend whether it computes rightly. Everything is drawn
 * from one row of numbers (Park and Miller's, s -> 48271 s mod 2^31 - 1, from 20261123): first the pixels, then the
 * weights in the order of `weightRanges`. The outcome was computed with Keras 3.15 on TensorFlow 2.21 in float64:
 *
 * model = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(4, 3, padding='same', use_bias=False),
 *   L.BatchNormalization(momentum=0.9), L.ReLU(), L.MaxPooling2D(2), L.Conv2D(6, 3, activation='relu'), L.Flatten(),
 *   L.Dense(8, activation='relu'), L.Dense(1)])
 * with tf.GradientTape() as tape: z = model(pixels / 255, training=True)
 *   loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(np.arange(8) % 2, z))
 * keras.optimizers.Adam(0.01).apply(tape.gradient(loss, model.trainable_weights), model.trainable_weights)
 *
 * In float32 TensorFlow comes within 3e-6 of it (relative to the largest of the numbers shown), in float16 it is off
 * by 1e-3 to 5e-2.
 */
const scans = 8;
export const referenceStepInput = { size: 12, depth: 1 } as const;
export const referenceLearningRate = 0.01;

export const referenceNetwork: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'conv', kernels: 6, size: 3, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', units: 8, activation: 'relu' },
  ],
};

const kernel = [-0.5, 0.5] as const;
const bias = [-0.1, 0.1] as const;
const around1 = [0.8, 1.2] as const;
const weightRanges: readonly (readonly [count: number, range: readonly [low: number, high: number]])[] = [
  ...([
    [36, kernel],
    [4, around1],
    [4, bias],
    [216, kernel],
    [6, bias],
    [768, kernel],
    [8, bias],
  ] as const),
  ...([
    [8, kernel],
    [1, bias],
  ] as const),
  ...([
    [4, bias],
    [4, around1],
  ] as const), // moving mean and variance
];

/** The scans of the step, and the weights before it (float32, one tensor after another). */
export function referenceStart(): { readonly pixels: LabelledPixels; readonly weights: ArrayBuffer } {
  let state = 20261123;
  const draw = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const pixels = Uint8Array.from({ length: scans * referenceStepInput.size ** 2 }, () => Math.floor(256 * draw()));
  const weights = Float32Array.from(
    weightRanges.flatMap(([count, [low, high]]) => Array.from({ length: count }, () => low + (high - low) * draw())),
  );
  return {
    pixels: { pixels, labels: Uint8Array.from({ length: scans }, (_, scan) => scan % 2) },
    weights: weights.buffer,
  };
}

/** Mean cross-entropy of the eight scans before the step, and of the first two after it, as in use. */
export const referenceLoss = 1.24905758;
export const referenceLossAfter = 0.697344265;

/** One trained tensor: every `stride`-th number of its gradient and of its weights after the step, six at most. */
export type ReferenceTensor = {
  readonly name: string;
  readonly length: number;
  readonly stride: number;
  /** Root of the sum of the squares of the whole gradient. */
  readonly norm: number;
  readonly gradient: readonly number[];
  readonly after: readonly number[];
};

/** In the order of the network's weights. */
export const referenceTensors: readonly ReferenceTensor[] = [
  {
    name: 'kernels of the first convolution',
    length: 36,
    stride: 5,
    norm: 1.59502436,
    gradient: [-0.312181643, 0.378442576, -0.265449525, 0.133640333, -0.272301693, -0.728392984],
    after: [0.00753017054, 0.267151824, -0.0286516634, -0.326171879, 0.0662917251, 0.0844828598],
  },
  {
    name: 'scales of the batch norm',
    length: 4,
    stride: 1,
    norm: 0.447237223,
    gradient: [0.126596443, 0.363540295, 0.172891869, 0.148126062],
    after: [1.11889333, 1.18462553, 0.950355114, 0.88098559],
  },
  {
    name: 'shifts of the batch norm',
    length: 4,
    stride: 1,
    norm: 0.308000168,
    gradient: [0.0703472285, 0.285632226, 0.0825904062, 0.0388384791],
    after: [0.065543823, -0.0591877323, 0.0404520263, -0.0619858321],
  },
  {
    name: 'kernels of the second convolution',
    length: 216,
    stride: 35,
    norm: 1.8590566,
    gradient: [9.11546654e-5, -0.0518132607, 0.00848267173, -0.122813134, 0.0916015499, 0.268385711],
    after: [-0.262878685, 0.189324695, -0.455883146, 0.191445677, -0.203394845, 0.466080513],
  },
  {
    name: 'biases of the second convolution',
    length: 6,
    stride: 1,
    norm: 0.240668828,
    gradient: [0.00345213766, 0.188049879, 0.0658165257, -0.116518976, -0.0373839871, -0.0569276839],
    after: [0.0323220829, 0.0742584262, 0.0173271609, 0.0929752282, -0.07660705, 0.0450352152],
  },
  {
    name: 'weights of the dense layer',
    length: 768,
    stride: 127,
    norm: 2.217875,
    gradient: [0.0016093216, 0.0, 0.407893588, 0.00084820118, 0.0691647425, 0.194836744],
    after: [0.0641984704, -0.383769095, -0.13977155, 0.141652442, 0.221412145, -0.0509949776],
  },
  {
    name: 'biases of the dense layer',
    length: 8,
    stride: 1,
    norm: 0.164728664,
    gradient: [-0.0481161516, 0.00625265129, 0.0, 0.0612381017, 0.0558982037, -0.0268092615],
    after: [7.11017558e-5, -0.0528908101, -0.0294393264, -0.0757033305, -0.00363748116, 0.104619235],
  },
  {
    name: 'weights of the output',
    length: 8,
    stride: 1,
    norm: 3.24301195,
    gradient: [-0.166299091, -0.322608891, 0.0, -2.12580658, -0.601471705, -1.78762277],
    after: [0.321469477, -0.0348928447, -0.0146086533, -0.164313269, -0.261983802, 0.0863120105],
  },
  {
    name: 'bias of the output',
    length: 1,
    stride: 1,
    norm: 0.351310779,
    gradient: [-0.351310779],
    after: [0.0050052208],
  },
];
