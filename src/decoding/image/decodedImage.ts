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
