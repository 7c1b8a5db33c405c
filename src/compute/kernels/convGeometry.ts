import { backend_util, type KernelFunc, type NamedAttrMap } from '@tensorflow/tfjs';

type FourNumbers = [number, number, number, number];

/** Shapes of a 2D convolution over NHWC without dilation, from the attributes of tfjs's two gradient kernels. */
export function convGeometry(inputShape: readonly number[], filterShape: readonly number[], attrs: Attributes) {
  if (attrs.dataFormat !== undefined && attrs.dataFormat !== 'NHWC')
    throw new Error(`Convolutions are computed with the channels last, not ${String(attrs.dataFormat)}.`);
  const { strides, pad, dimRoundingMode } = attrs as unknown as Convolution;
  return backend_util.computeConv2DInfo(
    asFour(inputShape),
    asFour(filterShape),
    strides,
    1,
    pad,
    dimRoundingMode ?? undefined,
    false,
    'channelsLast',
  );
}

type Attributes = NonNullable<Parameters<KernelFunc>[0]['attrs']> & NamedAttrMap;

type Convolution = {
  strides: [number, number] | number;
  pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  dimRoundingMode?: 'floor' | 'round' | 'ceil' | null;
};

function asFour(shape: readonly number[]): FourNumbers {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new Error(`A convolution needs four dimensions, but got [${shape.join(', ')}].`);
  return [a, b, c, d];
}
