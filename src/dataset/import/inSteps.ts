/** Folders that are looked at in one task of a page. */
export const STEP = 1000;

/** `map` that pauses after each thousand. */
export function* mappedInSteps<Item, Out>(items: readonly Item[], of: (item: Item) => Out): Generator<void, Out[]> {
  const found: Out[] = [];
  for (const item of items) {
    found.push(of(item));
    if (found.length % STEP === 0) yield;
  }
  return found;
}
