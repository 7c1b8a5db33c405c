import type { NetworkInput } from '../model/networkInput.ts';

/** Scans of size * size * depth bytes, one after the other, mirrored left to right, in a new array. */
export function mirrored(pixels: Uint8Array, { size, depth }: NetworkInput): Uint8Array {
  const result = new Uint8Array(pixels.length);
  const row = size * depth;
  for (let start = 0; start < pixels.length; start += row)
    for (let at = 0; at < row; at++) {
      const channel = at % depth;
      result[start + at] = pixels[start + row - depth - (at - channel) + channel] ?? 0;
    }
  return result;
}

/** Of tables of the same shape. */
export function meanRows(tables: readonly (readonly (readonly number[])[])[]): number[][] {
  const [first = []] = tables;
  return first.map((row, scan) =>
    row.map((_, index) => tables.reduce((sum, each) => sum + (each[scan]?.[index] ?? Number.NaN), 0) / tables.length),
  );
}
