import { emscriptenDecoder } from './emscriptenDecoder.ts';

export const unpackJpegLs = emscriptenDecoder('JpegLSDecoder', async () => {
  const [{ default: start }, { default: url }] = await Promise.all([
    import('@cornerstonejs/codec-charls/decodewasmjs'),
    import('@cornerstonejs/codec-charls/decodewasm?url&inline'),
  ]);
  return { start, url };
});
