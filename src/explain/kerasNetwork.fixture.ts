import { type Sequential, tensor, tensor4d } from '@tensorflow/tfjs';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';

const spec: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 4, size: 3, stride: 2, padding: 'same', activation: 'relu' },
    { kind: 'conv', kernels: 5, size: 3, stride: 1, padding: 'valid', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 6, activation: 'relu' },
  ],
};

/** [12, 12, 3] bytes. */
export const pixels = Uint8Array.from({ length: 432 }, (_, i) => (i * 7919) % 251);

export const image = () =>
  tensor4d(
    Float32Array.from(pixels, (byte) => byte / 255),
    [1, 12, 12, 3],
  );

/** With the weights of the scripts in the tests. Keras draws a bias before batch norm; ours has none there, so the mean takes it away. */
export function network(classCount: number): Sequential {
  const built = buildNetwork(spec, { size: 12, depth: 3 }, classCount, 1) as Sequential;
  const drawn = (k: number, shape: readonly number[]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return Float32Array.from({ length: size }, (_, i) => 0.8 * (((i * 7919 + k * 3571) % 997) / 997 - 0.5));
  };
  const place = (name: string, arrays: (readonly [Float32Array | number[], readonly number[]])[]) =>
    built.getLayer(name).setWeights(arrays.map(([values, shape]) => tensor(values, [...shape])));
  const units = classCount === 2 ? 1 : classCount;
  place('conv_1', [
    [drawn(0, [3, 3, 3, 4]), [3, 3, 3, 4]],
    [drawn(1, [4]), [4]],
  ]);
  place('conv_2', [[drawn(2, [3, 3, 4, 5]), [3, 3, 4, 5]]]);
  const s = [0, 1, 2, 3, 4];
  const bias = drawn(3, [5]);
  place('batch_norm_1', [
    [s.map((i) => 1 + 0.2 * Math.sin(i)), [5]],
    [s.map((i) => 0.1 * Math.cos(i)), [5]],
    [s.map((i) => 0.05 * i - (bias[i] ?? 0)), [5]],
    [s.map((i) => 0.5 + 0.1 * i), [5]],
  ]);
  place('dense_1', [
    [drawn(8, [20, 6]), [20, 6]],
    [drawn(9, [6]), [6]],
  ]);
  place('output', [
    [drawn(10, [6, units]), [6, units]],
    [drawn(11, [units]), [units]],
  ]);
  return built;
}
