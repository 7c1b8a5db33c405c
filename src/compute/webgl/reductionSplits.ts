/** A long sum cut into parts that are summed side by side. */
export type ReductionSplits = { readonly count: number /** Terms of one part. */; readonly length: number };

/** A large GPU runs this many at once. More would only mean more partial sums to add up. */
const fragmentsWanted = 65_536;

/** Parts of a sum of `terms`, each of which keeps `fragments` fragments busy. */
export function reductionSplits(terms: number, fragments: number): ReductionSplits {
  const length = Math.max(1, Math.floor((terms * fragments) / fragmentsWanted));
  return { count: Math.ceil(terms / length), length };
}

/** Up to so many partial sums are added up by one fragment each; more go through a stage between. */
const addedAtOnce = 48;

/** How many partial sums a stage between adds into one: about the root of their number. 1: none is needed. */
export function stageBetween(count: number): number {
  return count <= addedAtOnce ? 1 : Math.ceil(Math.sqrt(count));
}
