import { formatProbability } from '../../../components/text/format.ts';

/** Behind the point, in every step: columns line up, and sums can be followed. */
const DECIMALS = 3;
/** So many digits that sums can be done by hand. */
const EXACT_DIGITS = 5;

/**
 * A value of a network: whole numbers as they are, others with three decimals; what these would hide has two digits that count.
 * 2 -> '2', 0.123456 -> '0.123', -12.3 -> '−12.300', 0.000123 -> '0.00012', 0.00000123 -> '1.2e-6'
 */
export function formatValue(value: number, decimals = DECIMALS): string {
  return written(value, (size) => {
    if (Number.isInteger(size)) return String(size);
    return size < 10 ** -decimals ? fewDigits(size) : size.toFixed(decimals);
  });
}

/** At an axis, as short as it is exact: 0.2, −1.4 */
export function formatTick(value: number): string {
  return formatValue(value).replace(/\.(\d*?)0+$/, (_, digits) => (digits ? `.${digits}` : ''));
}

/** The same number for somebody who does the sum again: five digits that count. 0.00316228 -> '0.0031623', 2.5e-7 -> '2.5000e-7' */
export function formatExact(value: number): string {
  return written(value, (size) =>
    size < 1e-4 ? size.toExponential(EXACT_DIGITS - 1) : size.toPrecision(EXACT_DIGITS),
  );
}

/** A probability in the course; never rounded to a certainty that is not there. */
export function formatAnswer(probability: number): string {
  return formatProbability(probability, DECIMALS);
}

function fewDigits(size: number): string {
  return size < 1e-5 ? size.toExponential(1) : String(Number(size.toPrecision(2)));
}

/** With a minus of the width of a digit. */
function written(value: number, ofSize: (size: number) => string): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e6 ? size.toExponential(DECIMALS) : ofSize(size);
  return value < 0 ? `−${text}` : text;
}
