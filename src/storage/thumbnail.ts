import type { PackedThumbnail } from './database.ts';

/** A small picture to draw with `putImageData`. */
export type StoredThumbnail = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

/** Alpha is dropped (thumbnails are opaque), and two of three channels where the picture is grey. */
export function packThumbnail({ width, height, rgba }: StoredThumbnail): PackedThumbnail {
  const channels = isGrey(rgba) ? 1 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < channels; channel++)
      pixels[pixel * channels + channel] = rgba[pixel * 4 + channel] ?? 0;
  return { width, height, channels, pixels };
}

export function unpackThumbnail({ width, height, channels, pixels }: PackedThumbnail): StoredThumbnail {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgba[pixel * 4 + channel] = pixels[pixel * channels + (channels === 1 ? 0 : channel)] ?? 0;
    rgba[pixel * 4 + 3] = 255;
  }
  return { width, height, rgba };
}

function isGrey(rgba: Uint8ClampedArray): boolean {
  for (let at = 0; at < rgba.length; at += 4) if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  return true;
}
