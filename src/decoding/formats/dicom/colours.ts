import type { StoredValues } from './storedValues.ts';

/** [pixels, 3] of any depth -> bytes. */
export function toBytes(values: StoredValues, bitsStored: number): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const scale = 255 / (2 ** bitsStored - 1);
  return new Uint8Array(Uint8ClampedArray.from(values, (value) => value * scale).buffer);
}

/** YBR_FULL -> RGB, in place (DICOM PS3.3, C.7.6.3.1.2): [pixels, 3] bytes. */
export function rgbOfYbr(pixels: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const y = rgb[i] ?? 0;
    const blue = (rgb[i + 1] ?? 0) - 128;
    const red = (rgb[i + 2] ?? 0) - 128;
    rgb[i] = y + 1.402 * red;
    rgb[i + 1] = y - 0.344136 * blue - 0.714136 * red;
    rgb[i + 2] = y + 1.772 * blue;
  }
  return pixels;
}

/** YBR_FULL_422: two pixels of a row share their colour, as Y Y Cb Cr. Returns [pixels, 3]. */
export function spreadHalfColours(halves: Uint8Array, pixels: number): Uint8Array {
  const ybr = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const pair = (i >> 1) * 4;
    ybr[3 * i] = halves[pair + (i & 1)] ?? 0;
    ybr[3 * i + 1] = halves[pair + 2] ?? 0;
    ybr[3 * i + 2] = halves[pair + 3] ?? 0;
  }
  return ybr;
}
