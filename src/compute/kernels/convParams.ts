import type { ConvShape } from './convShape.ts';

/** The first 15 parameters of a convolution's job, as `assembly/window.ts` reads them. */
export function convParams(shape: ConvShape, x: number): number[] {
  return [
    ...[x, shape.inHeight, shape.inWidth, shape.inChannels, shape.padInfo.top, shape.padInfo.left, 1, 1],
    ...[shape.outHeight, shape.outWidth, shape.outChannels, shape.filterHeight, shape.filterWidth],
    ...[shape.strideHeight, shape.strideWidth],
  ];
}

/** The same for the convolution that leads from the output's gradient back to the input's. */
export function convBackwardParams(shape: ConvShape, dy: number): number[] {
  const { filterHeight, filterWidth, padInfo } = shape;
  return [
    ...[dy, shape.outHeight, shape.outWidth, shape.outChannels],
    ...[filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left, shape.strideHeight, shape.strideWidth],
    ...[shape.inHeight, shape.inWidth, shape.inChannels, filterHeight, filterWidth, 1, 1],
  ];
}
