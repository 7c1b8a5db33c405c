import { PREDICTOR, type TiffLayout } from './tiffLayout.ts';

type Area = { readonly width: number; readonly rows: number };
type Differences = Pick<TiffLayout, 'bits' | 'samplesInBlock' | 'isLittleEndian'>;

/** Makes samples of the differences that a block was stored as, in its own bytes. */
export function undoPredictor(data: Uint8Array, layout: Differences & Pick<TiffLayout, 'predictor'>, area: Area): void {
  if (layout.predictor === PREDICTOR.horizontal) undoDifferences(data, layout, area);
  if (layout.predictor === PREDICTOR.float) undoFloatDifferences(data, layout, area);
}

/** Predictor 2 (TIFF 6.0, section 14): each sample was stored as its difference to the one on its left. */
function undoDifferences(
  data: Uint8Array,
  { bits, samplesInBlock: samples, isLittleEndian }: Differences,
  { width, rows }: Area,
): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const perRow = width * samples;
  for (let row = 0; row < rows; row++) {
    for (let i = row * perRow + samples; i < (row + 1) * perRow; i++) {
      if (bits === 8) data[i] = (data[i] ?? 0) + (data[i - samples] ?? 0);
      else if (bits === 32) {
        const left = view.getUint32((i - samples) * 4, isLittleEndian);
        view.setUint32(i * 4, view.getUint32(i * 4, isLittleEndian) + left, isLittleEndian);
      } else {
        const left = view.getUint16((i - samples) * 2, isLittleEndian);
        view.setUint16(i * 2, view.getUint16(i * 2, isLittleEndian) + left, isLittleEndian);
      }
    }
  }
}

/**
 * Predictor 3 (Adobe Photoshop TIFF Technical Note 3): the bytes of a row were sorted, the upper ones of all samples first, and each was stored
 * as its difference to the one on its left.
 */
function undoFloatDifferences(
  data: Uint8Array,
  { bits, samplesInBlock, isLittleEndian }: Differences,
  { width, rows }: Area,
): void {
  const bytes = bits / 8;
  const perRow = width * samplesInBlock;
  const sorted = new Uint8Array(perRow * bytes);
  for (let row = 0; row < rows; row++) {
    const start = row * sorted.length;
    for (let i = 0; i < sorted.length; i++)
      sorted[i] = (data[start + i] ?? 0) + (i < samplesInBlock ? 0 : (sorted[i - samplesInBlock] ?? 0));
    for (let i = 0; i < perRow; i++) {
      for (let byte = 0; byte < bytes; byte++) {
        const place = isLittleEndian ? bytes - 1 - byte : byte;
        data[start + i * bytes + place] = sorted[byte * perRow + i] ?? 0;
      }
    }
  }
}
