import { emscriptenDecoder } from './emscriptenDecoder.ts';

export const unpackJpeg2000 = emscriptenDecoder('J2KDecoder', async () => {
  const [{ default: start }, { default: url }] = await Promise.all([
    import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
    import('@cornerstonejs/codec-openjpeg/decodewasm?url&inline'),
  ]);
  return { start, url };
});
