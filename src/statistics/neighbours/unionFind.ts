/** Disjoint sets of the numbers 0 .. count - 1 (union-find with path halving). */
export class UnionFind {
  private readonly parents: Int32Array;

  constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, index) => index);
  }

  /** The least number of its set. */
  rootOf(index: number): number {
    const { parents } = this;
    let node = index;
    for (let parent = parents[node] as number; parent !== node; parent = parents[node] as number) {
      const grandparent = parents[parent] as number;
      parents[node] = grandparent;
      node = grandparent;
    }
    return node;
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    this.parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  /** For each number the number of its set, counted from 0 in order of first appearance. */
  numbered(): Int32Array {
    const numbers = new Map<number, number>();
    return this.parents.map((_, index) => {
      const root = this.rootOf(index);
      const number = numbers.get(root) ?? numbers.size;
      numbers.set(root, number);
      return number;
    });
  }
}
