import { expect, test } from 'vitest';
import { UserError } from '../../../../dataset/userError.ts';
import { readJpegFrame } from '../../jpeg/jpegFrame.ts';
import { EXTENDED_JPEGS } from './jpegExtended.fixture.ts';
import { unpackJpegExtended } from './jpegExtended.ts';

function levelsOf(jpeg: Uint8Array): Uint16Array {
  return new Uint16Array(unpackJpegExtended(jpeg, readJpegFrame(jpeg)).bytes.buffer);
}

test.each(EXTENDED_JPEGS)('a grey JPEG extended ($name) has the levels that libjpeg finds', ({ jpeg, levels }) => {
  const expected = new Uint16Array(levels.buffer);
  const found = levelsOf(jpeg.slice());
  expect(found).toHaveLength(expected.length);
  // Transforms may round to either side.
  for (const [i, level] of expected.entries()) expect(Math.abs((found[i] ?? -9) - level)).toBeLessThanOrEqual(1);
});

test.each(EXTENDED_JPEGS)('one ($name) that is damaged is decoded to something, or refused in words', ({ jpeg }) => {
  const whole = jpeg.slice();
  let state = 20_261_123;
  const random = (below: number) => {
    state = (state * 16_807) % 2_147_483_647; // Lehmer's generator
    return state % below;
  };
  const frame = readJpegFrame(whole);
  for (let run = 0; run < 200; run++) {
    const bytes = whole.slice(0, run % 4 === 0 ? random(whole.length) : whole.length);
    for (let hits = 1 + random(4); hits > 0; hits--) bytes[random(bytes.length)] = random(256);
    try {
      expect(unpackJpegExtended(bytes, frame).bytes).toHaveLength(2 * frame.width * frame.height);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  }
});
