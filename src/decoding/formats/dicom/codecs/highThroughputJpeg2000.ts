import { emscriptenDecoder } from './emscriptenDecoder.ts';

export const unpackHighThroughputJpeg2000 = emscriptenDecoder('HTJ2KDecoder', async () => {
  const [{ default: start }, { default: url }] = await Promise.all([
    import('@cornerstonejs/codec-openjph/wasmjs'),
    import('@cornerstonejs/codec-openjph/wasm?url&inline'),
  ]);
  return { start, url };
});
