import type { Orientation } from './exif.ts';
import type { RawImage } from './rawImage.ts';

type Turned = Pick<RawImage, 'width' | 'height' | 'channels' | 'values'>;

/** Where a stored pixel goes: `start + x * perX + y * perY`, counted in pixels of the upright image. */
type Walk = { readonly start: number; readonly perX: number; readonly perY: number };

/**
 * Turns an image upright. Orientations as in EXIF 2.32, tag 274: 2 mirrored, 3 turned by 180 degrees, 4 flipped,
 * 5 transposed, 6 to be turned by 90 degrees clockwise, 7 transposed across the other diagonal, 8 anticlockwise.
 */
export function orient<T extends Turned>(image: T, orientation: Orientation): T {
  if (orientation === 1) return image;
  const { channels, values } = image;
  const { start, perX, perY } = walk(image.width, image.height, orientation);
  const turned = values.slice();
  for (let y = 0, from = 0; y < image.height; y++) {
    for (let x = 0, to = (start + y * perY) * channels; x < image.width; x++, to += perX * channels) {
      for (let c = 0; c < channels; c++) turned[to + c] = values[from++] ?? 0;
    }
  }
  const isTransposed = orientation >= 5;
  const width = isTransposed ? image.height : image.width;
  const height = isTransposed ? image.width : image.height;
  return { ...image, width, height, values: turned };
}

function walk(width: number, height: number, orientation: Orientation): Walk {
  const last = width * height - 1;
  switch (orientation) {
    case 1:
      return { start: 0, perX: 1, perY: width };
    case 2:
      return { start: width - 1, perX: -1, perY: width };
    case 3:
      return { start: last, perX: -1, perY: -width };
    case 4:
      return { start: last - width + 1, perX: 1, perY: -width };
    case 5:
      return { start: 0, perX: height, perY: 1 };
    case 6:
      return { start: height - 1, perX: height, perY: -1 };
    case 7:
      return { start: last, perX: -height, perY: -1 };
    case 8:
      return { start: last - height + 1, perX: -height, perY: 1 };
  }
}
