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
