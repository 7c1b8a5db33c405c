import { expect, it } from 'vitest';
import type { Shortcut } from '../../../../../audit/auditReport.ts';
import { aboveLargest } from './aboveLargest.ts';

const shortcut = (from: Shortcut['from'], low: number): Shortcut => ({
  ...{ from, preprocessing: null, n: 240, groups: 240, majority: 0.5, table: [] },
  ...{ accuracy: { low, value: low + 0.06, high: low + 0.12 }, auc: { low: 0.5, value: 0.5, high: 0.5 } },
});

it('names the shortcuts whose whole interval lies above the largest class, and no others', () => {
  expect(aboveLargest([shortcut('size', 0.4), shortcut('picture', 0.52)])).toBe(
    'Image statistics: the interval lies above always the largest class (50.0 %), so this is more than chance, and a network can learn it instead of the anatomy.',
  );
  expect(aboveLargest([shortcut('size', 0.6), shortcut('header', 0.5), shortcut('picture', 0.52)])).toMatch(
    /^Width and height, image statistics: the intervals lie above/,
  );
  expect(aboveLargest([shortcut('size', 0.4)])).toMatch(/can be chance/);
});
