/** [height, width, channels], or [units] once the image has been made a list. */
export type Shape = readonly number[];

/** Thrown where a layer cannot follow the one before it; the message is for the person who builds the stack. */
export class ImpossibleLayerError extends Error {}

export function product(shape: Shape): number {
  return shape.reduce((all, side) => all * side, 1);
}

/** @throws ImpossibleLayerError */
export function asImage(input: Shape, layer: string): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined)
    throw new ImpossibleLayerError(
      `${layer} needs an image, but the layers before it have already made a list of ${product(input).toLocaleString('en')} numbers. ` +
        'Remove it, or move it above the layer that flattens.',
    );
  return [height, width, channels];
}

/** @throws ImpossibleLayerError */
export function demandWhole(value: number, name: string, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new ImpossibleLayerError(`${name} must be a whole number from 1 to ${most}, not ${value}.`);
}

/** How many windows of `size` fit into `length`, `stride` apart. */
export function windows(length: number, size: number, stride: number): number {
  return Math.floor((length - size) / stride) + 1;
}

/** How many pixels TensorFlow's padding 'same' adds along a side of `length`; the odd one comes last. */
export function pixelsPadded(length: number, size: number, stride: number): number {
  return Math.max(0, (Math.ceil(length / stride) - 1) * stride + size - length);
}
