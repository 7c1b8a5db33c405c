const ROWS = ['upper', 'middle', 'lower'] as const;
const COLUMNS = ['left', 'middle', 'right'] as const;

/** Which third of a side, 0 to 2. @param share 0..1 */
export function thirdOf(share: number): number {
  return Math.min(2, Math.max(0, Math.floor(3 * share)));
}

/** Where in an image: 'in the upper left', 'at the top', 'in the middle'. Left is that of the image. @param x, y shares of its sides */
export function placeWords(x: number, y: number): string {
  const [row = '', column = ''] = [ROWS[thirdOf(y)], COLUMNS[thirdOf(x)]];
  if (row === 'middle') return column === 'middle' ? 'in the middle' : `at the ${column}`;
  if (column === 'middle') return `at the ${row === 'upper' ? 'top' : 'bottom'}`;
  return `in the ${row} ${column}`;
}
