import type { Box } from '../../../../../preprocessing/headBoundingBox.ts';

/** The part of a scan that one pixel of the network's input shows, pixels of the scan. @param frame what the whole input shows */
export function sourceArea(frame: Box, size: number, row: number, column: number): Box {
  const [width, height] = [frame.width / size, frame.height / size];
  return { left: frame.left + column * width, top: frame.top + row * height, width, height };
}

type GreyImage = { readonly width: number; readonly height: number; readonly values: ArrayLike<number> };

/** The mean of an area of a grey image; a pixel that lies in it in part counts by that part, what is beyond the image is black. */
export function meanOf(image: GreyImage, { left, top, width, height }: Box): number {
  const overlap = (pixel: number, from: number, to: number) =>
    Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
  let sum = 0;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(image.height, top + height); y++) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(image.width, left + width); x++) {
      const share = overlap(y, top, top + height) * overlap(x, left, left + width);
      sum += share * (image.values[y * image.width + x] ?? 0);
    }
  }
  return sum / (width * height);
}
