import { UserError } from '../dataset/userError.ts';
import { decodeImage } from './decode.ts';
import type { DecodingPath } from './formats/jpeg/jpeg.ts';
import type { DecodedImage } from './image/decodedImage.ts';

export async function sha1Of(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', bytes.slice());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What becomes of a file, so that runs can be compared: its pixels' hash, or why it is refused. */
export async function outcomeOf(bytes: Uint8Array<ArrayBuffer>, path: DecodingPath): Promise<string> {
  try {
    const { format, image } = await decodeImage(bytes.slice(), path);
    return `${format} ${image.width} ${image.height} ${image.channels} ${await sha1Of(image.pixels)}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

/** The mean level of each channel. */
export function meansOf({ channels, pixels }: DecodedImage): number[] {
  const sums = new Array<number>(channels).fill(0);
  pixels.forEach((level, i) => {
    sums[i % channels] = (sums[i % channels] ?? 0) + level;
  });
  return sums.map((sum) => sum / (pixels.length / channels));
}
