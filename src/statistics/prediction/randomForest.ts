import type { Random } from '../random.ts';

/** What trees are grown on, and judge. */
type Table = {
  /** By column: steps of every row (see `quantileBins`). */
  readonly columns: readonly Uint16Array[];
  /** Class of every row. */
  readonly labels: Uint16Array;
  readonly classCount: number;
};

const TREES = 50;
/** A tree for 50,000 scans learns no more from all of them than from so many, drawn anew for each tree. */
const MOST_ROWS_PER_TREE = 4096;
/** So many are sorted faster in place than by the engine. */
const FEW_STEPS = 40;

/**
 * A random forest (Breiman, 'Random forests', Machine Learning 45, 2001) as scikit-learn's is by default: trees grown on
 * draws with replacement until every leaf is of one class, each split the purest (Gini) of those in sqrt(columns)
 * columns drawn at random; the classes' shares in a leaf are its probabilities, and those of the trees are averaged.
 *
 * @param training Rows to learn from; must not be empty.
 * @param judged Rows to judge: for these, [row, class] of `probabilities` is set.
 */
export function predictByForest(
  table: Table,
  training: Int32Array,
  judged: Int32Array,
  random: Random,
  probabilities: Float64Array,
): void {
  const tree = new Tree(table, Math.min(training.length, MOST_ROWS_PER_TREE));
  for (let i = 0; i < TREES; i++) {
    tree.grow(training, random);
    for (const row of judged) tree.addShares(row, probabilities, row * table.classCount);
  }
  for (const row of judged) {
    for (let c = 0; c < table.classCount; c++) {
      const at = row * table.classCount + c;
      probabilities[at] = (probabilities[at] as number) / TREES;
    }
  }
}

/** A split: rows whose step in the column is not above `step` go left. */
type Split = { readonly column: Uint16Array; readonly columnIndex: number; readonly step: number };

/**
 * One tree, grown anew in the same memory each time. Node 0 is the root; children come in pairs. Indices are inside their
 * arrays by construction, and read directly: this runs some hundred million times.
 */
class Tree {
  /** The drawn rows; each node owns a stretch of it. */
  private readonly rows: Int32Array;
  /** First of the two children; 0 for a leaf. */
  private readonly children: Int32Array;
  private readonly columnOf: Uint8Array;
  private readonly stepOf: Uint16Array;
  /** [node, class]: rows. */
  private readonly counts: Uint32Array;
  private nodes = 0;
  /** [step, class]: rows of the node at hand; all zero between nodes. */
  private readonly histogram: Uint32Array;
  /** Rows by step. */
  private readonly totals: Uint32Array;
  private readonly occurring: Uint16Array;
  private readonly left: Uint32Array;
  private readonly columnOrder: Uint8Array;
  private readonly tried: number;

  constructor(
    private readonly table: Table,
    rowCount: number,
  ) {
    const { columns, classCount } = table;
    const mostNodes = 2 * rowCount;
    this.rows = new Int32Array(rowCount);
    this.children = new Int32Array(mostNodes);
    this.columnOf = new Uint8Array(mostNodes);
    this.stepOf = new Uint16Array(mostNodes);
    this.counts = new Uint32Array(mostNodes * classCount);
    const steps = columns.reduce((most, column) => column.reduce((a, b) => Math.max(a, b), most), 0) + 1;
    this.histogram = new Uint32Array(steps * classCount);
    this.totals = new Uint32Array(steps);
    this.occurring = new Uint16Array(steps);
    this.left = new Uint32Array(classCount);
    this.columnOrder = Uint8Array.from(columns, (_, index) => index);
    this.tried = Math.max(1, Math.floor(Math.sqrt(columns.length)));
  }

  grow(training: Int32Array, random: Random): void {
    const { rows } = this;
    for (let i = 0; i < rows.length; i++) rows[i] = training[random.integer(training.length)] as number;
    this.nodes = 1;
    const open: [node: number, from: number, end: number][] = [[0, 0, rows.length]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, from, end] = next;
      const split = this.count(node, from, end) ? this.bestSplit(node, from, end, random) : null;
      this.children[node] = split ? this.nodes : 0;
      if (!split) continue;
      const middle = this.divide(from, end, split);
      this.columnOf[node] = split.columnIndex;
      this.stepOf[node] = split.step;
      open.push([this.nodes, from, middle], [this.nodes + 1, middle, end]);
      this.nodes += 2;
    }
  }

  /** Adds the shares of the classes in the row's leaf. */
  addShares(row: number, to: Float64Array, at: number): void {
    const { columns, classCount } = this.table;
    let node = 0;
    for (let child = this.children[node] as number; child > 0; child = this.children[node] as number) {
      const step = (columns[this.columnOf[node] as number] as Uint16Array)[row] as number;
      node = step <= (this.stepOf[node] as number) ? child : child + 1;
    }
    let sum = 0;
    for (let c = 0; c < classCount; c++) sum += this.counts[node * classCount + c] as number;
    for (let c = 0; c < classCount; c++) {
      to[at + c] = (to[at + c] as number) + (this.counts[node * classCount + c] as number) / sum;
    }
  }

  /** Counts the node's classes. False where there is only one. */
  private count(node: number, from: number, end: number): boolean {
    const { labels, classCount } = this.table;
    const counts = this.counts.subarray(node * classCount, (node + 1) * classCount).fill(0);
    for (let i = from; i < end; i++) {
      const label = labels[this.rows[i] as number] as number;
      counts[label] = (counts[label] as number) + 1;
    }
    return !counts.includes(end - from);
  }

  /** Of columns in random order until enough that vary are tried; null where none varies. */
  private bestSplit(node: number, from: number, end: number, random: Random): Split | null {
    const { columnOrder } = this;
    let best: (Split & { readonly purity: number }) | null = null;
    let tried = 0;
    for (let i = 0; i < columnOrder.length && tried < this.tried; i++) {
      const other = i + random.integer(columnOrder.length - i);
      const columnIndex = columnOrder[other] as number;
      columnOrder[other] = columnOrder[i] as number;
      columnOrder[i] = columnIndex;
      const split = this.bestSplitIn(columnIndex, node, from, end);
      if (!split) continue;
      tried += 1;
      if (!best || split.purity > best.purity) best = split;
    }
    return best;
  }

  private bestSplitIn(columnIndex: number, node: number, from: number, end: number) {
    const { columns, classCount } = this.table;
    const column = columns[columnIndex] as Uint16Array;
    const { histogram, totals, left, counts, occurring } = this;
    const occurringCount = this.fillHistogram(column, from, end);
    left.fill(0);
    let [best, bestStep, previous, leftCount] = [-1, 0, 0, 0];
    for (let i = 0; i < occurringCount; i++) {
      const step = occurring[i] as number;
      if (leftCount > 0) {
        const purity = this.purity(leftCount, end - from - leftCount, node * classCount, counts);
        // In the middle between two values that occur, so that values between them go to the nearer side.
        if (purity > best) {
          best = purity;
          bestStep = (previous + step - 1) >> 1;
        }
      }
      const at = step * classCount;
      for (let c = 0; c < classCount; c++) {
        left[c] = (left[c] as number) + (histogram[at + c] as number);
        histogram[at + c] = 0;
      }
      leftCount += totals[step] as number;
      totals[step] = 0;
      previous = step;
    }
    return best < 0 ? null : { column, columnIndex, step: bestStep, purity: best };
  }

  /** [step, class] rows, and their sum by step; how many steps occur, which are in `occurring` in ascending order. */
  private fillHistogram(column: Uint16Array, from: number, end: number): number {
    const { labels, classCount } = this.table;
    const { rows, histogram, totals, occurring } = this;
    let found = 0;
    for (let i = from; i < end; i++) {
      const row = rows[i] as number;
      const step = column[row] as number;
      const at = step * classCount + (labels[row] as number);
      histogram[at] = (histogram[at] as number) + 1;
      if (totals[step] === 0) occurring[found++] = step;
      totals[step] = (totals[step] as number) + 1;
    }
    if (found > FEW_STEPS) occurring.subarray(0, found).sort();
    else sortFew(occurring, found);
    return found;
  }

  /** Rows less their Gini impurity, of both sides. */
  private purity(leftCount: number, rightCount: number, at: number, counts: Uint32Array): number {
    let [ofLeft, ofRight] = [0, 0];
    for (let c = 0; c < this.left.length; c++) {
      const onLeft = this.left[c] as number;
      const onRight = (counts[at + c] as number) - onLeft;
      ofLeft += onLeft * onLeft;
      ofRight += onRight * onRight;
    }
    return ofLeft / leftCount + ofRight / rightCount;
  }

  /** Brings the rows that go left to the front; where the others begin. */
  private divide(from: number, end: number, { column, step }: Split): number {
    const { rows } = this;
    let middle = from;
    for (let i = from; i < end; i++) {
      const row = rows[i] as number;
      if ((column[row] as number) > step) continue;
      rows[i] = rows[middle] as number;
      rows[middle++] = row;
    }
    return middle;
  }
}

/** Insertion sort of the first `count`. */
function sortFew(values: Uint16Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = values[i] as number;
    let at = i;
    for (; at > 0 && (values[at - 1] as number) > value; at--) values[at] = values[at - 1] as number;
    values[at] = value;
  }
}
