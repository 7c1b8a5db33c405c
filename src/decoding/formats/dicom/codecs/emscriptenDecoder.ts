import { lazyImport } from '../../../lazyImport.ts';
import { decodingError } from '../../../messages.ts';

/** What the decoders of cornerstone have in common. Their memory is their own: views into it are copied at once. */
type Decoder = {
  getEncodedBuffer(bytes: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number };
  getInterleaveMode?(): number;
  decode(): void;
  delete(): void;
};

type Module<Name extends string> = { readonly [name in Name]: new () => Decoder };
type StartModule<Name extends string> = (options: {
  wasmBinary: ArrayBuffer;
  print(): void;
  printErr(): void;
}) => Promise<Module<Name>>;

/** Samples as a codec hands them over: little-endian, of one byte up to 8 bits and of two beyond. */
export type UnpackedFrame = {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
  readonly isPlanar: boolean;
  readonly bytes: Uint8Array;
};

type UnpackFrame = (data: Uint8Array) => Promise<UnpackedFrame>;

/** `url`: the WebAssembly as `data:`, since threads may not connect to anything. */
type Loading<Name extends string> = () => Promise<{ readonly start: StartModule<Name>; readonly url: string }>;

/** A decoder that is loaded when the first frame asks for it. */
export function emscriptenDecoder<Name extends string>(name: Name, load: Loading<Name>): UnpackFrame {
  let module: Promise<Module<Name>> | null = null;
  return async (data) => {
    module ??= started(load).catch((error) => {
      module = null; // the next frame may have more luck
      throw error;
    });
    const Decoder = (await module)[name];
    try {
      return decode(new Decoder(), data);
    } catch {
      module = null; // what failed may have left its memory in disorder
      throw decodingError('dicom-data');
    }
  };
}

async function started<Name extends string>(load: Loading<Name>): Promise<Module<Name>> {
  const { start, wasmBinary } = await lazyImport(async () => {
    const { start, url } = await load();
    return { start, wasmBinary: await (await fetch(url)).arrayBuffer() };
  });
  return start({ wasmBinary, print() {}, printErr() {} });
}

function decode(decoder: Decoder, data: Uint8Array): UnpackedFrame {
  try {
    decoder.getEncodedBuffer(data.length).set(data);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
    const isPlanar = componentCount > 1 && decoder.getInterleaveMode?.() === 0;
    const bytes = decoder.getDecodedBuffer().slice();
    return { width, height, samples: componentCount, bits: bitsPerSample, isPlanar, bytes };
  } finally {
    decoder.delete();
  }
}
