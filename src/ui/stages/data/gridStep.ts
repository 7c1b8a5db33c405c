/** Where a key leads from `index` in a grid of `count` cells, row by row; null where the key means nothing here. */
export function gridStep(key: string, index: number, count: number, columns: number): number | null {
  const to = destination(key, index, count, columns);
  return to === null || to < 0 || to >= count ? null : to;
}

function destination(key: string, index: number, count: number, columns: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return index - 1;
    case 'ArrowRight':
      return index + 1;
    case 'ArrowUp':
      return index - columns;
    case 'ArrowDown': // from the last full row into a shorter one: its last cell
      return Math.floor(index / columns) < Math.floor((count - 1) / columns)
        ? Math.min(index + columns, count - 1)
        : null;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
