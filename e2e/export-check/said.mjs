/**
 * One line, as check.py's: what was tried, and the largest difference.
 * @param {string} what
 * @param {readonly number[]} differences
 * @param {number} most
 * @param {number} tried
 * @returns {boolean} whether it is within the limit; nothing tried is not
 */
export function sayDifference(what, differences, most, tried = differences.length) {
  const largest = differences.length === 0 ? Number.NaN : Math.max(...differences);
  const isGood = largest <= most;
  console.log(`${isGood ? 'ok  ' : 'BAD '} ${what}: ${tried} tried, largest difference ${largest.toPrecision(2)}`);
  return isGood;
}
