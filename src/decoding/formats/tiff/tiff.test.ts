import { expect, test } from 'vitest';
import { UserError } from '../../../dataset/userError.ts';
import { readImageHeader } from '../../image/imageHeader.ts';
import { TIFF_SAMPLES } from '../../samples.fixture.ts';
import { tiff } from './format.ts';
import { decodeTiff } from './tiff.ts';

/** Lehmer's generator: 0 <= value < below. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % below;
  };
}

// Images are decoded by `decode.browser.test.ts`; here damage at random must end in an image or in words, and must end.
test.each(TIFF_SAMPLES)(
  'a TIFF ($name) with damaged bytes is decoded, or refused in words',
  async ({ bytes: file }) => {
    const random = seeded(20_261_123);
    for (let run = 0; run < 60; run++) {
      const bytes = file.slice();
      for (let hits = 1 + random(4); hits > 0; hits--) bytes[8 + random(bytes.length - 8)] = random(256);
      const outcome = await readAndDecode(bytes).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UserError);
      else expect(outcome).toHaveProperty('values.length');
    }
  },
);

async function readAndDecode(bytes: Uint8Array<ArrayBuffer>) {
  readImageHeader(bytes, tiff);
  return decodeTiff(bytes);
}
