const MOST_IN_LEAF = 16;

/** Points that lie together in space: places `from` up to `end` of the order, and the box around them. */
type Node = {
  readonly from: number;
  readonly end: number;
  /** [dimensions] */
  readonly low: Float32Array;
  readonly high: Float32Array;
  readonly halves: readonly [Node, Node] | null;
};

/**
 * Calls `visit` once with every two points that are at most `radius` apart, by a k-d tree joined with itself (Gray and
 * Moore, 'N-body problems in statistical learning', 2000): boxes that are further apart are passed over whole, so that the
 * time grows far less than with the square of the points as long as most of them are far apart.
 *
 * @param points [count, dimensions]
 * @param onProgress the share that is done, 0..1
 */
export function kdTreeRadiusJoin(
  points: Float32Array,
  dimensions: number,
  radius: number,
  visit: (a: number, b: number) => void,
  onProgress: (share: number) => void = () => {},
): void {
  const count = points.length / dimensions;
  if (count === 0) return;
  const order = Int32Array.from({ length: count }, (_, index) => index);
  const limit = radius * radius;
  const pointsAreClose = (a: number, b: number): boolean => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) {
      const difference = (points[a * dimensions + d] as number) - (points[b * dimensions + d] as number);
      sum += difference * difference;
      if (sum > limit) return false;
    }
    return true;
  };
  const visitLeaves = (a: Node, b: Node): void => {
    for (let i = a.from; i < a.end; i++) {
      const first = order[i] as number;
      for (let j = a === b ? i + 1 : b.from; j < b.end; j++) {
        const second = order[j] as number;
        if (pointsAreClose(first, second)) visit(first, second);
      }
    }
  };
  const joinNodes = (a: Node, b: Node): void => {
    if (distanceOfBoxes(a, b) > limit) return;
    if (a.halves && (!b.halves || a.end - a.from >= b.end - b.from)) for (const half of a.halves) joinNodes(half, b);
    else if (b.halves) for (const half of b.halves) joinNodes(a, half);
    else visitLeaves(a, b);
  };
  const joinWithin = (node: Node): void => {
    if (!node.halves) {
      visitLeaves(node, node);
      onProgress(node.end / count);
      return;
    }
    const [left, right] = node.halves;
    joinWithin(left);
    joinWithin(right);
    joinNodes(left, right);
  };
  joinWithin(build(points, dimensions, order, 0, count));
}

/** Halved at the median of the dimension in which the points spread most. */
function build(points: Float32Array, dimensions: number, order: Int32Array, from: number, end: number): Node {
  const { low, high } = boxOf(points, dimensions, order.subarray(from, end));
  const widest = low.reduce((best, _, d) => (spread(low, high, d) > spread(low, high, best) ? d : best), 0);
  if (end - from <= MOST_IN_LEAF || spread(low, high, widest) === 0) return { from, end, low, high, halves: null };
  const at = (index: number) => points[index * dimensions + widest] as number;
  order.subarray(from, end).sort((a, b) => at(a) - at(b));
  const middle = (from + end) >> 1;
  const halves = [
    build(points, dimensions, order, from, middle),
    build(points, dimensions, order, middle, end),
  ] as const;
  return { from, end, low, high, halves };
}

function boxOf(points: Float32Array, dimensions: number, indices: Int32Array): Pick<Node, 'low' | 'high'> {
  const low = new Float32Array(dimensions).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(dimensions).fill(Number.NEGATIVE_INFINITY);
  for (const index of indices) {
    for (let d = 0; d < dimensions; d++) {
      const value = points[index * dimensions + d] as number;
      if (value < (low[d] as number)) low[d] = value;
      if (value > (high[d] as number)) high[d] = value;
    }
  }
  return { low, high };
}

function spread(low: Float32Array, high: Float32Array, dimension: number): number {
  return (high[dimension] as number) - (low[dimension] as number);
}

/** Squared; 0 where they overlap. */
function distanceOfBoxes(a: Node, b: Node): number {
  let sum = 0;
  for (let d = 0; d < a.low.length; d++) {
    const gap = Math.max((a.low[d] as number) - (b.high[d] as number), (b.low[d] as number) - (a.high[d] as number), 0);
    sum += gap * gap;
  }
  return sum;
}
