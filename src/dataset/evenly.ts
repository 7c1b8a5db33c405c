/** Up to `most` of them, from all over. */
export function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor((index + 1) / step) > Math.floor(index / step));
}
