import {
  conv2d,
  type KernelConfig,
  registerKernel,
  slice,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs';

type Attributes = {
  readonly strides: number | readonly [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly filterShape: readonly [number, number, number, number];
};

/**
 * The one kernel that tfjs's WASM backend lacks to train a convolutional network, in the fewest lines: the gradient by
 * the filter is a convolution of the transposed input with the transposed gradient. Strides of 1 only.
 */
const convFilterGradient: KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { x, dy } = inputs as unknown as { x: Tensor4D; dy: Tensor4D };
    const { strides, pad, filterShape } = attrs as unknown as Attributes;
    if ([strides].flat().some((stride) => stride !== 1)) throw new Error('Only strides of 1.');
    const [height, width, channels, kernels] = filterShape;
    return tidy(() => {
      // [channels, height, width, batch] with [height, width, batch, kernels] -> [channels, height, width, kernels]
      const turned = conv2d(transpose(x, [3, 1, 2, 0]), transpose(dy, [1, 2, 0, 3]), 1, padding(pad, height));
      const cut = slice(turned as Tensor, [0, 0, 0, 0], [channels, height, width, kernels]);
      return transpose(cut, [1, 2, 0, 3]);
    });
  },
};

/** 'same' of an odd kernel: as much on every side. */
function padding(pad: Attributes['pad'], size: number): 'valid' | number {
  return pad === 'same' ? (size - 1) / 2 : pad;
}

export function addMissingKernel(): void {
  registerKernel(convFilterGradient);
}
