import { expect, test } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { umap } from './umap.ts';

const WIDTH = 6;

/** Rows of three clusters in turn, far from each other in six dimensions. */
function threeClusters(count: number): Float32Array {
  const random = createRandom(5);
  return Float32Array.from({ length: count * WIDTH }, (_, i) => {
    const [row, column] = [Math.floor(i / WIDTH), i % WIDTH];
    return (column === row % 3 ? 20 : 0) + random.normal();
  });
}

test('what is near stays near: every row lies next to one of its own cluster', () => {
  const shares: number[] = [];
  const places = umap(threeClusters(90), WIDTH, (share) => shares.push(share));
  if (!places) throw new Error('no layout');
  expect(places.length).toBe(180);
  for (let row = 0; row < 90; row++) {
    const distances = Array.from({ length: 90 }, (_, other) =>
      other === row
        ? Number.POSITIVE_INFINITY
        : Math.hypot(
            (places[2 * row] ?? 0) - (places[2 * other] ?? 0),
            (places[2 * row + 1] ?? 0) - (places[2 * other + 1] ?? 0),
          ),
    );
    expect(distances.indexOf(Math.min(...distances)) % 3).toBe(row % 3);
  }
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('the same rows are placed the same, and too few are not', () => {
  const rows = threeClusters(30);
  expect(umap(rows, WIDTH, () => {})).toEqual(umap(rows, WIDTH, () => {}));
  expect(umap(threeClusters(15), WIDTH, () => {})).toBeNull();
});
