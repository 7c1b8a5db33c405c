import { transpose4 } from './simd';

/** Copies of matrices in the order in which the innermost loops read them: panels of 8 columns, zeros past the edge. */

/** One panel of b[K, N], rows `ldb` bytes apart, from column 0 of `from`; `columns` (1 to 8) are real. */
export function packPanel(from: usize, ldb: usize, depth: i32, columns: i32, to: usize): void {
  if (columns === 8) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += ldb;
      to += 32;
    }
    return;
  }
  for (let k = 0; k < depth; k++) {
    v128.store(to, f32x4.splat(0));
    v128.store(to, f32x4.splat(0), 16);
    memory.copy(to, from, <usize>columns * 4);
    from += ldb;
    to += 32;
  }
}

/** b[K, N] whole, its rows read once from left to right; panels lie `panel` bytes apart. */
export function packRows(from: usize, ldb: usize, depth: i32, columns: i32, to: usize, panel: usize): void {
  const whole = columns >> 3;
  for (let k = 0; k < depth; k++) {
    let source = from;
    let target = to;
    for (let p = 0; p < whole; p++) {
      v128.store(target, v128.load(source));
      v128.store(target, v128.load(source, 16), 16);
      source += 32;
      target += panel;
    }
    from += ldb;
    to += 32;
  }
  if (columns & 7) {
    from -= <usize>depth * ldb;
    to -= <usize>depth * 32;
    packPanel(from + <usize>whole * 32, ldb, depth, columns & 7, to + <usize>whole * panel);
  }
}

/** One panel of b[K, N] that is stored as its transpose [N, K], rows `ldb` bytes apart. */
export function packPanelTransposed(from: usize, ldb: usize, depth: i32, columns: i32, to: usize): void {
  let k = 0;
  if (columns === 8) {
    for (; k + 4 <= depth; k += 4) {
      transpose4(from, ldb, to, 32);
      transpose4(from + 4 * ldb, ldb, to + 16, 32);
      from += 16;
      to += 128;
    }
  }
  for (; k < depth; k++) {
    for (let j = 0; j < 8; j++) {
      store<f32>(to + (j << 2), j < columns ? load<f32>(from + <usize>j * ldb) : 0);
    }
    from += 4;
    to += 32;
  }
}

/** The transpose of from[rows, columns] (rows `ld` bytes apart) as to[columns, rows], packed without gaps. */
export function transpose(from: usize, ld: usize, rows: i32, columns: i32, to: usize): void {
  const ldTo = <usize>rows * 4;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let source = from + <usize>r * ld;
    let target = to + <usize>r * 4;
    let c = 0;
    for (; c + 4 <= columns; c += 4) {
      transpose4(source, ld, target, ldTo);
      source += 16;
      target += 4 * ldTo;
    }
    for (; c < columns; c++) {
      for (let i = 0; i < 4; i++) store<f32>(target + (i << 2), load<f32>(source + <usize>i * ld));
      source += 4;
      target += ldTo;
    }
  }
  for (; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      store<f32>(to + <usize>c * ldTo + (r << 2), load<f32>(from + <usize>r * ld + (c << 2)));
    }
  }
}
