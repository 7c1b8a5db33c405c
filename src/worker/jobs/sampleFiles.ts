import { guessPositiveClass, orderClasses } from '../../dataset/positiveClass.ts';
import { drawSample, type SampleSlice } from '../../dataset/sample.ts';
import type { ImportRequest } from '../protocol.ts';

const SAMPLE_SEED = 7;
const MIME_TYPES = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp', bmp: 'image/bmp' } as const;
const JPEG_QUALITY = 0.9;

/** The synthetic sample as files, so that it goes the way of every dropped file. */
export async function sampleRequest(): Promise<ImportRequest> {
  const slices = drawSample(SAMPLE_SEED);
  const files = await Promise.all(slices.map(fileOf));
  const names = [...new Set(slices.map((slice) => slice.className))];
  return {
    dataSetName: 'Synthetic sample',
    classes: orderClasses(names, guessPositiveClass(names)),
    files,
    ignored: [],
  };
}

async function fileOf(slice: SampleSlice): Promise<ImportRequest['files'][number]> {
  const { path, className, format } = slice;
  const blob = format === 'bmp' ? bmpOf(slice) : await encode(slice, MIME_TYPES[format]);
  const file = new File([blob], path.slice(path.lastIndexOf('/') + 1), { type: MIME_TYPES[format] });
  return { file, path, className };
}

function encode({ width, height, grey }: SampleSlice, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw the sample scans: it gives no 2D canvas to workers.');
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < grey.length; i++) rgba.fill(grey[i] ?? 0, 4 * i, 4 * i + 3);
  for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255;
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.convertToBlob({ type, quality: JPEG_QUALITY });
}

/** An 8-bit grey Windows bitmap: 14 bytes of file header, 40 of BITMAPINFOHEADER, 256 colours, rows from the bottom up. */
function bmpOf({ width, height, grey }: SampleSlice): Blob {
  const stride = Math.ceil(width / 4) * 4;
  const pixelsAt = 14 + 40 + 4 * 256;
  const bytes = new Uint8Array(pixelsAt + stride * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d); // 'BM'
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, pixelsAt, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true); // planes
  view.setUint16(28, 8, true); // bits per pixel
  for (let level = 0; level < 256; level++) view.setUint32(54 + 4 * level, level * 0x010101, true);
  for (let y = 0; y < height; y++) {
    bytes.set(grey.subarray(y * width, (y + 1) * width), pixelsAt + (height - 1 - y) * stride);
  }
  return new Blob([bytes]);
}
