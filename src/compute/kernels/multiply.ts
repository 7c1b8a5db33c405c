import { JOB, type Machine } from './machine.ts';

/** As in `assembly/matrix.ts`. */
const DEPTH = 256;
const TILE_BYTES = 192;

export type Factor = { readonly at: number; readonly transposed: boolean };

/** c[M, N] = a[M, K] * b[K, N] (+ bias[N]) (max 0); a and b may be stored as their transposes. Addresses on the heap. */
export function multiply(
  machine: Machine,
  { M, N, K }: { M: number; N: number; K: number },
  a: Factor,
  b: Factor,
  { c, bias = 0, rectify = false }: { c: number; bias?: number; rectify?: boolean },
): void {
  const { height, width } = block(M, N);
  const panelBytes = Math.ceil(width / 8) * 8 * DEPTH * 4;
  const room = machine.scratch(TILE_BYTES + panelBytes + (a.transposed ? height * DEPTH * 4 : 0));
  const stride = (factor: Factor, stored: number, other: number) => 4 * (factor.transposed ? other : stored);
  machine.run(
    JOB.multiplyBlock,
    [
      ...[a.at, stride(a, K, M), a.transposed ? 1 : 0],
      ...[b.at, stride(b, N, K), b.transposed ? 1 : 0],
      ...[c, M, N, K, bias, rectify ? 1 : 0, height, width],
    ],
    Math.ceil(M / height) * Math.ceil(N / width),
    room.threads,
  );
}

/**
 * Blocks of the result that threads take. Few rows (a batch): narrow blocks, so that there are enough of them. Many
 * rows: wide ones, since every block packs its part of b anew.
 */
function block(M: number, N: number): { height: number; width: number } {
  if (M <= 96) return { height: M, width: Math.min(64, N) };
  return { height: 192, width: Math.min(512, N) };
}
