import { areaMeans } from '../preprocessing/resize.ts';
import { FINGERPRINT_CELLS, fingerprintOf } from './fingerprint.ts';
import type { Fingerprint } from './scan.ts';

/** As the decoding worker makes it. `grey`: `width * height` bytes, row by row. */
export function fingerprintOfGrey(grey: Uint8Array, width: number, height: number): Fingerprint {
  const image = { width, height, channels: 1, pixels: grey } as const;
  return fingerprintOf(areaMeans(image, FINGERPRINT_CELLS, FINGERPRINT_CELLS));
}
