import type { Scan } from '../dataset/scan.ts';
import { createRandom } from '../statistics/random.ts';

/** Sides and aspect ratios that differ by less than about 4 % (2 % for the aspect) may be matched. */
const SIDE_STEPS_PER_OCTAVE = 16;
const ASPECT_STEPS_PER_OCTAVE = 32;

type Sized = Pick<Scan, 'sha256' | 'className' | 'width' | 'height'>;

/**
 * SHA-256 of scans drawn at random such that every class has equally many of every size and shape: what is left of a network's
 * advantage on them is not owed to size. Scans of the very same size are matched first, then those of about the same
 * size and shape. Empty where there is only one class. The same scans and seed give the same subset, in any order.
 */
export function sizeMatchedSubset(scans: readonly Sized[], seed: number): string[] {
  const classes = [...new Set(scans.map(({ className }) => className))];
  if (classes.length < 2) return [];
  const shuffled = createRandom(seed).shuffle(scans.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)));
  const exact = drawMatched(shuffled, classes, ({ width, height }) => `${width} x ${height}`);
  const taken = new Set(exact);
  const left = shuffled.filter((scan) => !taken.has(scan));
  return [...exact, ...drawMatched(left, classes, cellOf)].map(({ sha256 }) => sha256).sort();
}

/** Of each cell as many scans of every class as its rarest class has. */
function drawMatched(scans: readonly Sized[], classes: readonly string[], cell: (scan: Sized) => string): Sized[] {
  const cells = new Map<string, Sized[]>();
  for (const scan of scans) {
    const inside = cells.get(cell(scan)) ?? [];
    inside.push(scan);
    cells.set(cell(scan), inside);
  }
  return [...cells.values()].flatMap((inside) => {
    const perClass = classes.map((name) => inside.filter(({ className }) => className === name));
    const each = Math.min(...perClass.map(({ length }) => length));
    return perClass.flatMap((ofClass) => ofClass.slice(0, each));
  });
}

function cellOf({ width, height }: Sized): string {
  const side = Math.round(SIDE_STEPS_PER_OCTAVE * Math.log2(Math.sqrt(width * height)));
  const aspect = Math.round(ASPECT_STEPS_PER_OCTAVE * Math.log2(width / height));
  return `${side} ${aspect}`;
}
