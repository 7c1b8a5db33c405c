import { readTestFile } from './testFile.fixture.ts';

/**
 * Images of 20 x 18 pixels. Written by Pillow 12.3.0 (libtiff, libjpeg-turbo, libwebp) or, where it cannot write a kind, byte by byte with
 * Python's struct and zlib. What they show is in `decode.browser.test.ts`, as the formula they were drawn by.
 */
export const TIFF_SAMPLES: readonly {
  readonly name: string;
  readonly shows: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}[] = [
  {
    name: 'grey, uncompressed',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-uncompressed.tif'),
  },
  {
    name: 'grey, LZW',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-lzw.tif'),
  },
  {
    name: 'grey, LZW with differences',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-lzw-with-differences.tif'),
  },
  {
    name: 'grey, LZW in strips of 5 rows',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-lzw-in-strips-of-5-rows.tif'),
  },
  {
    name: 'grey, PackBits in strips of 7 rows',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-packbits-in-strips-of-7-rows.tif'),
  },
  {
    name: 'grey, deflate',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-deflate.tif'),
  },
  {
    name: 'grey, deflate with differences',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-deflate-with-differences.tif'),
  },
  {
    name: 'RGB, uncompressed',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/rgb-uncompressed.tif'),
  },
  {
    name: 'RGB, uncompressed in strips',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/rgb-uncompressed-in-strips.tif'),
  },
  {
    name: 'RGB, LZW with differences',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/rgb-lzw-with-differences.tif'),
  },
  {
    name: 'RGB, PackBits',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/rgb-packbits.tif'),
  },
  {
    name: 'RGB, deflate with differences',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/rgb-deflate-with-differences.tif'),
  },
  {
    name: 'RGBA, LZW',
    shows: 'rgba',
    bytes: await readTestFile('samples/tiff/rgba-lzw.tif'),
  },
  {
    name: 'RGBA, LZW with differences',
    shows: 'rgba',
    bytes: await readTestFile('samples/tiff/rgba-lzw-with-differences.tif'),
  },
  {
    name: 'grey with alpha, deflate',
    shows: 'greyalpha',
    bytes: await readTestFile('samples/tiff/grey-with-alpha-deflate.tif'),
  },
  {
    name: 'palette, LZW',
    shows: 'palette',
    bytes: await readTestFile('samples/tiff/palette-lzw.tif'),
  },
  {
    name: 'palette, uncompressed',
    shows: 'palette',
    bytes: await readTestFile('samples/tiff/palette-uncompressed.tif'),
  },
  {
    name: '1 bit, PackBits',
    shows: 'bits',
    bytes: await readTestFile('samples/tiff/1-bit-packbits.tif'),
  },
  {
    name: '1 bit, uncompressed',
    shows: 'bits',
    bytes: await readTestFile('samples/tiff/1-bit-uncompressed.tif'),
  },
  {
    name: '16-bit grey, uncompressed',
    shows: 'deep',
    bytes: await readTestFile('samples/tiff/16-bit-grey-uncompressed.tif'),
  },
  {
    name: '16-bit grey, LZW with differences',
    shows: 'deep',
    bytes: await readTestFile('samples/tiff/16-bit-grey-lzw-with-differences.tif'),
  },
  {
    name: '16-bit grey, big-endian',
    shows: 'deep',
    bytes: await readTestFile('samples/tiff/16-bit-grey-big-endian.tif'),
  },
  {
    name: 'grey, white is zero',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-white-is-zero.tif'),
  },
  {
    name: 'grey, old deflate number, big-endian',
    shows: 'grey',
    bytes: await readTestFile('samples/tiff/grey-old-deflate-number-big-endian.tif'),
  },
  {
    name: 'RGB, deflate in tiles of 16 x 16',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/rgb-deflate-in-tiles-of-16-x-16.tif'),
  },
  {
    name: '4-bit grey',
    shows: 'grey4',
    bytes: await readTestFile('samples/tiff/4-bit-grey.tif'),
  },
  {
    name: '16-bit RGB, deflate with differences, big-endian',
    shows: 'rgb',
    bytes: await readTestFile('samples/tiff/16-bit-rgb-deflate-with-differences-big-endian.tif'),
  },
  {
    name: 'RGBA, already multiplied by alpha',
    shows: 'rgba',
    bytes: await readTestFile('samples/tiff/rgba-already-multiplied-by-alpha.tif'),
  },
];

/** Valid TIFFs of kinds that are refused, by the words that must say so. */
export const REFUSED_TIFFS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'CMYK colours': await readTestFile('samples/tiff-refused/cmyk-colours.tif'),
  'CCITT fax compression': await readTestFile('samples/tiff-refused/ccitt-fax-compression.tif'),
  'CIE L*a*b* colours': await readTestFile('samples/tiff-refused/cie-lstarastarbstar-colours.tif'),
  'reversed bits': await readTestFile('samples/tiff-refused/reversed-bits.tif'),
  'Zstandard compression': await readTestFile('samples/tiff-refused/zstandard-compression.tif'),
};

/** One strip, of whose compressed bytes the tag gives only half. */
export const SHORT_TIFFS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  LZW: await readTestFile('samples/tiff-short/lzw.tif'),
  PackBits: await readTestFile('samples/tiff-short/packbits.tif'),
  deflate: await readTestFile('samples/tiff-short/deflate.tif'),
};

export const LOSSLESS_SAMPLES: readonly {
  readonly name: string;
  readonly shows: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}[] = [
  {
    name: 'GIF of two frames',
    shows: 'grey',
    bytes: await readTestFile('samples/lossless/gif-of-two-frames.gif'),
  },
  {
    name: 'BMP, 24 bits',
    shows: 'rgb',
    bytes: await readTestFile('samples/lossless/bmp-24-bits.bmp'),
  },
  {
    name: 'BMP, palette',
    shows: 'palette',
    bytes: await readTestFile('samples/lossless/bmp-palette.bmp'),
  },
  {
    name: 'WebP, lossless, alpha',
    shows: 'rgba',
    bytes: await readTestFile('samples/lossless/webp-lossless-alpha.webp'),
  },
  {
    name: 'PNG, palette',
    shows: 'palette',
    bytes: await readTestFile('samples/lossless/png-palette.png'),
  },
  {
    name: 'PNG, RGBA',
    shows: 'rgba',
    bytes: await readTestFile('samples/lossless/png-rgba.png'),
  },
  {
    name: 'PNG, 16-bit grey',
    shows: 'deep',
    bytes: await readTestFile('samples/lossless/png-16-bit-grey.png'),
  },
  {
    name: 'PNG with a colour profile that swaps red and blue',
    shows: 'rgb',
    bytes: await readTestFile('samples/lossless/png-with-a-colour-profile-that-swaps-red-and-blue.png'),
  },
];

/** JPEGs and the pixels Pillow decodes them to (`convert('RGB')`; one channel where all three are equal). */
export const JPEG_SAMPLES: readonly {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pixels: Uint8Array<ArrayBuffer>;
}[] = [
  {
    name: 'grey, one component',
    bytes: await readTestFile('samples/jpeg/grey-one-component.jpg'),
    pixels: await readTestFile('samples/jpeg/grey-one-component-pixels.bin'),
  },
  {
    name: 'grey, three components, 4:2:0',
    bytes: await readTestFile('samples/jpeg/grey-three-components-4-2-0.jpg'),
    pixels: await readTestFile('samples/jpeg/grey-three-components-4-2-0-pixels.bin'),
  },
  {
    name: 'grey, three components, 4:4:4',
    bytes: await readTestFile('samples/jpeg/grey-three-components-4-4-4.jpg'),
    pixels: await readTestFile('samples/jpeg/grey-three-components-4-4-4-pixels.bin'),
  },
  {
    name: 'colour, 4:2:0',
    bytes: await readTestFile('samples/jpeg/colour-4-2-0.jpg'),
    pixels: await readTestFile('samples/jpeg/colour-4-2-0-pixels.bin'),
  },
  {
    name: 'colour, 4:4:4, progressive',
    bytes: await readTestFile('samples/jpeg/colour-4-4-4-progressive.jpg'),
    pixels: await readTestFile('samples/jpeg/colour-4-4-4-progressive-pixels.bin'),
  },
  {
    name: 'colour, with a colour profile that swaps red and blue',
    bytes: await readTestFile('samples/jpeg/colour-with-a-colour-profile-that-swaps-red-and-blue.jpg'),
    pixels: await readTestFile('samples/jpeg/colour-with-a-colour-profile-that-swaps-red-and-blue-pixels.bin'),
  },
  {
    name: 'grey, with that profile',
    bytes: await readTestFile('samples/jpeg/grey-with-that-profile.jpg'),
    pixels: await readTestFile('samples/jpeg/grey-with-that-profile-pixels.bin'),
  },
];
