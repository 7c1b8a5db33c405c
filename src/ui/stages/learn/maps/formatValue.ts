/** A value of a network with so many digits that count: 0.123456 -> '0.1235', -12.3 -> '−12.30', 0 -> '0'. */
export function formatValue(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-4 || size >= 1e6 ? size.toExponential(digits - 1) : size.toFixed(decimals(size, digits));
  return value < 0 ? `−${text}` : text;
}

/** Behind the point; at most two more than `digits`, so that small numbers do not grow long. */
function decimals(size: number, digits: number): number {
  const before = Math.floor(Math.log10(size)) + 1;
  return Math.min(digits + 2, Math.max(0, digits - before));
}
