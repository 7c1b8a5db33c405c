import { lazyImport } from '../../../lazyImport.ts';
import { decodingError } from '../../../messages.ts';
import type { JpegFrame } from '../../jpeg/jpegFrame.ts';
import type { UnpackedFrame } from './emscriptenDecoder.ts';

/** JPEG lossless (ITU-T T.81, process 14): one component, or three of 8 bits. */
export async function unpackJpegLossless(data: Uint8Array, { bits, components }: JpegFrame): Promise<UnpackedFrame> {
  const { Decoder } = await lazyImport(() => import('jpeg-lossless-decoder-js'));
  const decoder = new Decoder();
  // It reads from the start of a buffer.
  const { buffer } = data.slice();
  try {
    const values = decoder.decode(buffer, 0, buffer.byteLength);
    if (!values) throw new Error('nothing decoded');
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return { width: decoder.xDim, height: decoder.yDim, samples: components, bits, isPlanar: false, bytes };
  } catch {
    throw decodingError('dicom-data');
  }
}
