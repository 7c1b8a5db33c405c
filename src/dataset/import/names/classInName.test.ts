import { expect, test } from 'vitest';
import { judgeWords, wordInName } from './classInName.ts';

test.each([
  ['cat.0.jpg', 'before-number', 'cat'],
  ['No Tumor (12).PNG', 'before-number', 'No Tumor'],
  ['Te-gl_0010.jpg', 'before-number', 'Te-gl'],
  ['Y1.nii.gz', 'before-number', 'Y'],
  ['0001.png', 'before-number', null],
  ['tumor.png', 'before-number', null],
  ['IMG_001_tumor.png', 'after-number', 'tumor'],
  ['IMG_001 (2) no finding.png', 'after-number', 'no finding'],
  ['IMG_001.png', 'after-number', null],
  ['CHNCXR_0327_1.png', 'last-digit', '1'],
  ['CHNCXR_0327_2.png', 'last-digit', null],
  [`tumor${'.'.repeat(300)}1.png`, 'before-number', null],
] as const)('%s, %s: %s', (name, place, word) => {
  expect(wordInName(name, place)).toBe(word);
});

const counts = (said: Readonly<Record<string, number>>) => new Map(Object.entries(said));

test.each([
  ['words of findings', { tumor: 10, healthy: 12 }, 22, 'classes'],
  ['letters that say yes and no', { y: 10, n: 12 }, 22, 'classes'],
  ['other words', { cat: 10, dog: 12 }, 22, 'maybe-classes'],
  ['digits', { 0: 10, 1: 12 }, 22, 'maybe-classes'],
  ['one word', { img: 22 }, 22, 'no-classes'],
  ['a word of one file', { tumor: 21, healthy: 1 }, 22, 'no-classes'],
  ['words of fewer than half of the files', { tumor: 5, healthy: 5 }, 22, 'no-classes'],
  ['planes', { axial: 11, coronal: 11 }, 22, 'no-classes'],
  ['subsets', { train: 11, test: 11 }, 22, 'no-classes'],
  ['images and masks', { image: 11, mask: 11 }, 22, 'no-classes'],
  ['letters', { a: 11, b: 11 }, 22, 'no-classes'],
  ['21 words', Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`word${i}`, 5])), 105, 'no-classes'],
] as const)('%s', (_, said, files, judged) => {
  expect(judgeWords(counts(said), files)).toBe(judged);
});
