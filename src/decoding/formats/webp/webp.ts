import { decodeInBrowser, withoutOrientation } from '../../browser/browserImage.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { imageOfBytes, type RawImage } from '../../image/rawImage.ts';
import { description } from './description.ts';

/** Leaves the pixels to the browser. Throws UserError. */
export async function decodeWebp(bytes: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<RawImage> {
  const hasAlpha = header.colourMode === 'rgb-alpha';
  return imageOfBytes(await decodeInBrowser(withoutOrientation(bytes, header), description, { hasAlpha }));
}
