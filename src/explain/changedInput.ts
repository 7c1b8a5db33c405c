import type { Change } from './operation.ts';

type Square = Omit<Extract<Change, { what: 'cover' }>, 'what'>;
type InputShape = { readonly size: number; readonly depth: number };

/** An input [size, size, depth], 0..1, with the changes that are made to the input itself; the array is left as it is. */
export function changedInput(values: Float32Array, shape: InputShape, changes: readonly Change[]): Float32Array {
  return changes.reduce((changed, change) => {
    if (change.what === 'cover') return covered(changed, shape, change, meanOf(changed));
    if (change.what === 'shift') return moved(changed, shape, (x, y) => [x - change.x, y - change.y]);
    if (change.what === 'mirror') return moved(changed, shape, (x, y) => [shape.size - 1 - x, y]);
    return changed;
  }, values);
}

/** @param from where the pixel at x, y comes from; black where that is outside */
function moved(
  values: Float32Array,
  { size, depth }: InputShape,
  from: (x: number, y: number) => readonly [x: number, y: number],
): Float32Array {
  const result = new Float32Array(values.length);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [column, row] = from(x, y);
      if (column < 0 || row < 0 || column >= size || row >= size) continue;
      const start = (row * size + column) * depth;
      result.set(values.subarray(start, start + depth), (y * size + x) * depth);
    }
  }
  return result;
}

export function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With a grey square. */
export function covered(
  values: Float32Array,
  { size, depth }: InputShape,
  { x, y, side }: Square,
  grey: number,
): Float32Array {
  const result = values.slice();
  const [left, right] = [Math.max(0, x), Math.min(size, x + side)];
  for (let row = Math.max(0, y); row < Math.min(size, y + side); row++)
    result.fill(grey, (row * size + left) * depth, (row * size + right) * depth);
  return result;
}
