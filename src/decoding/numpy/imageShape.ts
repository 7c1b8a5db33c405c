/** How the axes of an array are those of one image. */
export type ImageShape = {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
  /** Channels are the first axis, as PyTorch has them, not the last. */
  readonly channelsFirst: boolean;
};

/** `[height, width]`, `[height, width, channels]` or `[channels, height, width]`; null for other shapes. */
export function imageShape(shape: readonly number[]): ImageShape | null {
  const [a = 0, b = 0, c = 0] = shape;
  if (shape.some((count) => count < 1)) return null;
  if (shape.length === 2) return { height: a, width: b, channels: 1, channelsFirst: false };
  if (shape.length !== 3) return null;
  if (isChannels(c)) return { height: a, width: b, channels: c, channelsFirst: false };
  return isChannels(a) ? { height: b, width: c, channels: a, channelsFirst: true } : null;
}

function isChannels(count: number): count is ImageShape['channels'] {
  return count === 1 || count === 3 || count === 4;
}

const LEAST_SIDE = 8;

/** Whether an image has sides that are no channels, or rows of a table. */
export function isLargeEnough({ width, height }: ImageShape): boolean {
  return Math.min(width, height) >= LEAST_SIDE;
}

/** `[depth, height, width]`: none of them so short that it might be channels. */
export function isVolumeShape(shape: readonly number[]): boolean {
  return shape.length === 3 && shape.every((count) => count >= LEAST_SIDE);
}
