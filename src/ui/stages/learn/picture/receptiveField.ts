import type { Operation } from '../../../../explain/operation.ts';

/** How many pixels a side of the scan one value of each operation depends on; of what has seen the whole scan, its side. */
export function receptiveFields(operations: readonly Operation[]): number[] {
  const [size = 1] = operations[0]?.shape ?? [];
  let [field, jump] = [1, 1];
  return operations.map(({ window, shape }) => {
    if (window) {
      field += (window.size - 1) * jump;
      jump *= window.stride;
    }
    return shape.length === 3 ? Math.min(size, field) : size;
  });
}
