import { backend_util } from '@tensorflow/tfjs';
import type { ConvWindow } from '../runtime/kernelParams.ts';

/** Shapes of a convolution or a pooling over [batch, height, width, channels]. */
export type ConvShape = ReturnType<typeof backend_util.computeConv2DInfo>;

/** What a convolution reads and writes: addresses on the heap; `bias` 0 for none. */
export type Convolution = {
  readonly x: number;
  readonly filter: number;
  /** A factor for each of the filter's output channels; 0 for none. */
  readonly scale?: number;
  readonly bias: number;
  readonly out: number;
  readonly rectify: boolean;
  /** Max pooling by 2 x 2 after it: for what `halvedConvolution` gives. */
  readonly halve?: boolean;
  /** Where the places of the largest values are written, a byte each (`HalvingGradient`). */
  readonly places?: number;
};

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

/** The geometry of a convolution of the tensor at `x`, as kernels take it. */
export function convParams(shape: ConvShape, x: number): ConvWindow {
  return {
    x,
    height: shape.inHeight,
    width: shape.inWidth,
    channels: shape.inChannels,
    padTop: shape.padInfo.top,
    padLeft: shape.padInfo.left,
    dilationDown: 1,
    dilationAcross: 1,
    outHeight: shape.outHeight,
    outWidth: shape.outWidth,
    outChannels: shape.outChannels,
    kernelHeight: shape.filterHeight,
    kernelWidth: shape.filterWidth,
    strideDown: shape.strideHeight,
    strideAcross: shape.strideWidth,
  };
}

/** The same for the convolution that leads from the output's gradient, at `dy`, back to the input's. */
export function convBackwardParams(shape: ConvShape, dy: number): ConvWindow {
  return {
    x: dy,
    height: shape.outHeight,
    width: shape.outWidth,
    channels: shape.outChannels,
    padTop: shape.filterHeight - 1 - shape.padInfo.top,
    padLeft: shape.filterWidth - 1 - shape.padInfo.left,
    dilationDown: shape.strideHeight,
    dilationAcross: shape.strideWidth,
    outHeight: shape.inHeight,
    outWidth: shape.inWidth,
    outChannels: shape.inChannels,
    kernelHeight: shape.filterHeight,
    kernelWidth: shape.filterWidth,
    strideDown: 1,
    strideAcross: 1,
  };
}
