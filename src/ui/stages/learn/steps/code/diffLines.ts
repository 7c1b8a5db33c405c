/** Which lines of two texts are in both: the longest common subsequence, as places in each. */
export function commonLines(left: readonly string[], right: readonly string[]): [left: number, right: number][] {
  const [rows, columns] = [left.length, right.length];
  /** [left + 1, right + 1]: lines in common from there on. */
  const ahead = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number) => ahead[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const same = left[row] === right[column];
      const most = same ? 1 + at(row + 1, column + 1) : Math.max(at(row + 1, column), at(row, column + 1));
      (ahead[row] ?? [])[column] = most;
    }
  const common: [number, number][] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (left[row] === right[column]) common.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return common;
}
