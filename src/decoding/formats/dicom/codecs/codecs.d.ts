/** The decoders of cornerstone in WebAssembly, as emscripten hands them over. */
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const start: import('./emscriptenDecoder.ts').StartModule<'JpegLSDecoder'>;
  export default start;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const start: import('./emscriptenDecoder.ts').StartModule<'J2KDecoder'>;
  export default start;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const start: import('./emscriptenDecoder.ts').StartModule<'HTJ2KDecoder'>;
  export default start;
}

/** Ships without types of its own. */
declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    readonly xDim: number;
    readonly yDim: number;
    decode(buffer: ArrayBuffer, offset: number, length: number): Uint8Array | Uint16Array | null;
  }
}
