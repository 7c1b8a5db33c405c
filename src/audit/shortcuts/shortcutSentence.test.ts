import { expect, test } from 'vitest';
import type { Shortcut } from '../auditReport.ts';
import { shortcutSentence, strengthOf } from './shortcutSentence.ts';

function shortcut(
  accuracy: readonly [number, number, number],
  auc: readonly [number, number, number],
  more: Partial<Shortcut> = {},
): Shortcut {
  const figure = ([low, value, high]: readonly [number, number, number]) => ({ low, value, high });
  const table = [
    { value: '512 x 512', countPerClass: [21, 864] },
    { value: '225 x 225', countPerClass: [333, 33] },
  ];
  const plain = { from: 'size', preprocessing: null, n: 3717, groups: 1657, majority: 0.56, table } as const;
  return { ...plain, accuracy: figure(accuracy), auc: figure(auc), ...more };
}

test('a strong shortcut is said as a student can repeat it', () => {
  const strong = shortcut([0.93, 0.94, 0.95], [0.97, 0.98, 0.99]);
  expect(strengthOf(strong)).toBe('strong');
  expect(shortcutSentence(strong)).toBe('Knowing only width and height, one can tell 94.0 % of these scans apart.');
});

test('of many classes the sentence speaks of the right one', () => {
  const table = [{ value: '512 x 512', countPerClass: [5, 0, 7, 1, 3] }];
  const many = shortcut([0.5, 0.55, 0.6], [0.7, 0.75, 0.8], { majority: 0.4, table: [...table, ...table] });
  expect(strengthOf(many)).toBe('some');
  expect(shortcutSentence(many)).toContain('one can name the right one of 4 classes for 55.0 % of these scans');
});

test('what is no better than the largest class is said to be no shortcut', () => {
  const none = shortcut([0.52, 0.55, 0.58], [0.47, 0.5, 0.53]);
  expect(strengthOf(none)).toBe('none');
  expect(shortcutSentence(none)).toBe(
    'No shortcut: knowing only width and height, one is right for 55.0 % (52.0 % to 58.0 %) of these scans; always answering the ' +
      'largest class is right for 56.0 %.',
  );
});

test('an accuracy above the largest class by luck is no shortcut', () => {
  // 60 % looks better than 56 %, but the interval holds 56 %.
  expect(strengthOf(shortcut([0.55, 0.6, 0.65], [0.46, 0.51, 0.56]))).toBe('none');
});

test('a difference that is certain but of no consequence is no shortcut', () => {
  expect(strengthOf(shortcut([0.564, 0.568, 0.572], [0.51, 0.515, 0.52]))).toBe('none');
});

test('with few scans it is left open', () => {
  const few = shortcut([0.45, 0.65, 0.81], [0.45, 0.65, 0.8], { n: 20, groups: 20 });
  expect(strengthOf(few)).toBe('unsure');
  expect(shortcutSentence(few)).toContain('There are too few scans to tell');
});

test('where one class is much larger, ranking better than chance is a hint', () => {
  const hint = shortcut([0.93, 0.95, 0.96], [0.75, 0.81, 0.86], { majority: 0.95 });
  expect(strengthOf(hint)).toBe('hint');
  expect(shortcutSentence(hint)).toContain('AUC 0.81 (chance: 0.50)');
});

test('what is the same for every scan tells nothing, whatever the figures', () => {
  const table = [{ value: '225 x 225', countPerClass: [10, 10] }];
  const same = shortcut([0.3, 0.5, 0.7], [0.3, 0.5, 0.7], { table });
  expect(shortcutSentence(same)).toBe(
    'No shortcut: width and height are the same for every scan, so they predict nothing.',
  );
});

test('nearly all is not said to be all', () => {
  const nearly = shortcut([0.998, 0.9998, 1], [0.99, 1, 1]);
  expect(shortcutSentence(nearly)).toBe(
    'Knowing only width and height, one can tell over 99.9 % of these scans apart.',
  );
});
