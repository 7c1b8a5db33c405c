/** The `count` bytes at `bytes` as words of 16 bits at `to`. Up to 15 bytes behind them are read, and twice as many written. */
export function widenBytes(bytes: usize, count: i32, to: usize): void {
  for (const end = bytes + count; bytes < end; bytes += 16, to += 32) {
    const row = v128.load(bytes);
    v128.store(to, i16x8.extend_low_i8x16_u(row));
    v128.store(to, i16x8.extend_high_i8x16_u(row), 16);
  }
}
