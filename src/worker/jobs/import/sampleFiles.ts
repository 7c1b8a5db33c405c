import { guessPositiveClass, orderClasses } from '../../../dataset/import/classes/positiveClass.ts';
import { describeFormat } from '../../../decoding/formats/descriptions.ts';
import { drawSample, type SampleSlice } from '../../../sample/sample.ts';
import type { ImportRequest } from './importProtocol.ts';

const SAMPLE_SEED = 7;
const NEW_SCAN_SEED = 8;
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

/** A synthetic scan with a lesion that no part of the sample holds. */
export async function newSampleScan(): Promise<File> {
  const slices = drawSample(NEW_SCAN_SEED, 2); // one of each class
  const positive = guessPositiveClass(slices.map(({ className }) => className));
  const slice = slices.find(({ className }) => className === positive);
  if (!slice) throw new Error('No new sample scan could be drawn. Load your own scan instead.');
  const name = `new-scan${slice.path.slice(slice.path.lastIndexOf('.'))}`;
  return new File([await encoded(slice)], name, { type: describeFormat(slice.format).mediaTypes[0] });
}

async function fileOf(slice: SampleSlice): Promise<ImportRequest['files'][number]> {
  const { path, className, format } = slice;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    file: new File([await encoded(slice)], name, { type: describeFormat(format).mediaTypes[0] }),
    path,
    className,
  };
}

async function encoded(slice: SampleSlice): Promise<Blob> {
  return slice.format === 'bmp' ? bmpOf(slice) : encode(slice, describeFormat(slice.format).mediaTypes[0]);
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
