import { expect, test } from 'vitest';
import type { Shortcut } from '../../../../audit/auditReport.ts';
import { cuesSentence, harmonisedSentence, valueWords } from './shortcutWords.ts';

/** Of the network's input, with intervals so far on each side. */
function shortcut(accuracy: number, auc: number, side = 0.02): Shortcut {
  const figure = (value: number) => ({ low: value - side, value, high: value + side });
  const table = ['0 to 9', '9 to 20'].map((value) => ({ value, countPerClass: [5, 5] }));
  const input = { from: 'input', preprocessing: null, n: 900, groups: 800, majority: 0.56, table } as const;
  return { ...input, accuracy: figure(accuracy), auc: figure(auc) };
}

const before = shortcut(0.81, 0.87);

test('what harmonising changed comes first, then what is left', () => {
  expect(harmonisedSentence(before, shortcut(0.71, 0.76))).toBe(
    'Harmonising changed the AUC of the network input statistics from 0.87 to 0.76 (chance: 0.50). ' +
      'A shortcut is left: they still predict the class of 71.0 % of the scans, and a network can learn that.',
  );
  expect(harmonisedSentence(before, shortcut(0.57, 0.62))).toMatch(
    /They still hint at the class, and a network can use that\.$/,
  );
  expect(harmonisedSentence(before, shortcut(0.56, 0.5))).toMatch(/These statistics no longer predict the class\.$/);
  expect(harmonisedSentence(before, shortcut(0.6, 0.6, 0.15))).toMatch(
    /too few scans to tell whether a shortcut is left\.$/,
  );
});

test('what a network may learn is said once, and only where something tells the class', () => {
  expect(cuesSentence([shortcut(0.56, 0.5), before])).toBe(
    'A network can learn these cues instead of the anatomy. Baseline (always the largest class): 56.0 % accuracy.',
  );
  expect(cuesSentence([shortcut(0.56, 0.5)])).toBeNull();
});

test('a size is written with the sign that the page uses, in one line; other values stay', () => {
  expect(valueWords('225 x 225')).toBe('225\u00a0×\u00a0225');
  expect(valueWords('PNG, RGB')).toBe('PNG, RGB');
});
