import { readTestFile } from '../../../testFile.fixture.ts';

/**
 * Grey JPEGs of 20 x 18 pixels, and the levels that libjpeg-turbo finds in them (16 bits, little-endian). Those of 12 bits
 * were made and read with imagecodecs 2026.3.6; that of 8 bits with Pillow 12.3.0, restarts every two blocks, and its baseline marker was
 * made that of an extended one.
 */
export const EXTENDED_JPEGS: readonly {
  readonly name: string;
  readonly jpeg: Uint8Array<ArrayBuffer>;
  readonly levels: Uint8Array<ArrayBuffer>;
}[] = [
  {
    name: 'of much detail',
    jpeg: await readTestFile('samples/jpeg-extended/of-much-detail.jpg'),
    levels: await readTestFile('samples/jpeg-extended/of-much-detail-levels.bin'),
  },
  {
    name: 'of smooth greys',
    jpeg: await readTestFile('samples/jpeg-extended/of-smooth-greys.jpg'),
    levels: await readTestFile('samples/jpeg-extended/of-smooth-greys-levels.bin'),
  },
  {
    name: 'with restarts, and 8 bits',
    jpeg: await readTestFile('samples/jpeg-extended/with-restarts-and-8-bits.jpg'),
    levels: await readTestFile('samples/jpeg-extended/with-restarts-and-8-bits-levels.bin'),
  },
];
