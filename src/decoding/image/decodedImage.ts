/**
 * Full-size pixels of an image: EXIF orientation applied, alpha composited on black, no colour management.
 * `pixels` is row by row, `width * height * channels` bytes, 0..255. One channel where the image is grey.
 */
export type DecodedImage = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
};

/** To draw with `putImageData`: opaque RGBA, `4 * width * height` bytes. */
export function rgbaOf({
  channels,
  pixels,
}: Pick<DecodedImage, 'channels' | 'pixels'>): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((pixels.length / channels) * 4).fill(255);
  const green = channels === 1 ? 0 : 1;
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += 4) {
    rgba[to] = pixels[from] ?? 0;
    rgba[to + 1] = pixels[from + green] ?? 0;
    rgba[to + 2] = pixels[from + 2 * green] ?? 0;
  }
  return rgba;
}
