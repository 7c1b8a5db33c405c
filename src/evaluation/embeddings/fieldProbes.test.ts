import { expect, test } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { fieldProbes, type ProbedScan } from './fieldProbes.ts';

const SCANS = 240;
const WIDTH = 3;

/** Half of each class PNG, half JPEG. First number: the class. Second: the format, where `leaks`. Third: noise. */
function probed(leaks: boolean) {
  const random = createRandom(9);
  const scans: ProbedScan[] = [];
  const values = new Float32Array(SCANS * WIDTH);
  for (let scan = 0; scan < SCANS; scan++) {
    const [label, png] = [scan % 2, scan % 4 < 2];
    values.set([6 * label + random.normal(), (leaks && png ? 8 : 0) + random.normal(), random.normal()], scan * WIDTH);
    scans.push({
      ...{ path: `${scan}`, className: label ? 'B' : 'A', format: png ? 'png' : 'jpeg', colourMode: 'grey' },
      ...{ width: 64, height: 64, group: scan },
    });
  }
  return fieldProbes(scans, values, WIDTH, ['A', 'B']);
}

test('a field that lies in the activations is read within each class, one that does not is not', () => {
  const found = probed(true);
  expect(found.map(({ kind, className, n }) => [kind, className, n])).toEqual([
    ['format', 'A', 120],
    ['format', 'B', 120],
  ]);
  for (const { auc } of found) expect(auc.low).toBeGreaterThan(0.95);
  for (const { auc } of probed(false)) expect(auc.low).toBeLessThan(0.5);
});
