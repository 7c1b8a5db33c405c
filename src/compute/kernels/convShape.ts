import { backend_util } from '@tensorflow/tfjs';

/** Shapes of a convolution or a pooling over [batch, height, width, channels]. */
export type ConvShape = ReturnType<typeof backend_util.computeConv2DInfo>;

type Four = [number, number, number, number];
type Pair = [number, number];

/** What tfjs gives a convolution's or a pooling's kernel. */
export type WindowAttributes = {
  readonly strides: Pair | number;
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dilations?: Pair | number;
  readonly dataFormat?: string;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterSize?: Pair | number;
};

export function convolutionShape(x: readonly number[], filter: readonly number[], attrs: WindowAttributes): ConvShape {
  const { strides, dilations = 1, pad, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(x as Four, filter as Four, strides, dilations, pad, dimRoundingMode);
}

export function poolingShape(x: readonly number[], attrs: WindowAttributes): ConvShape {
  const { filterSize = 1, strides, pad, dimRoundingMode } = attrs;
  return backend_util.computePool2DInfo(x as Four, filterSize, strides, 1, pad, dimRoundingMode);
}

/** Channels last, pixels of a window side by side: what the kernels here can do. */
export function isSupported(attrs: WindowAttributes): boolean {
  const { dilations = 1, dataFormat = 'NHWC' } = attrs;
  return dataFormat === 'NHWC' && [dilations].flat().every((dilation) => dilation === 1);
}
