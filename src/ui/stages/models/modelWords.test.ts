import { expect, test } from 'vitest';
import type { ModelCard } from '../../../model/card/card.ts';
import { exampleCard } from '../../../model/card/exampleCard.fixture.ts';
import { unedited } from '../../workspace/unedited.fixture.ts';
import { splitWords, statedBy, testedWords, versionWords } from './modelWords.ts';

const [first] = unedited.history;
const second = { ...first, number: 2, hash: '2'.repeat(64), excluded: 12 };
const cardOf = (data: { fingerprint: string; version?: number }) => ({ data }) as unknown as ModelCard;
const at = (version: typeof first | typeof second) => ({ history: [first, second], version });

test('a model says which version of the data set it saw, and whether that is the one at hand', () => {
  const card = cardOf({ fingerprint: first.hash, version: 1 });
  expect(versionWords(card, at(first))).toBe('data version 1, the current one');
  expect(versionWords(card, at(second))).toBe('data version 1; the current version is 2');
  const later = cardOf({ fingerprint: second.hash, version: 2 });
  expect(versionWords(later, at(second))).toBe('data version 2 (12 scans excluded), the current one');
});

test('a model that saw other data says so; without any here only the number on its card is told, if it has one', () => {
  const other = cardOf({ fingerprint: 'f'.repeat(64), version: 7 });
  expect(versionWords(other, at(first))).toBe('not the data set in this browser');
  expect(versionWords(other, null)).toBe('data version 7');
  expect(versionWords(cardOf({ fingerprint: 'f'.repeat(64) }), null)).toBeNull();
});

test('the figures of an imported model are said to be the file’s, and that an older file can hide a change', () => {
  const whole = { ...exampleCard, golden: { ...exampleCard.golden, columns: exampleCard.classes } };
  expect(statedBy({ imported: false, card: exampleCard })).toBeNull();
  expect(statedBy({ imported: true, card: whole })).toBe('as stated by the file');
  expect(statedBy({ imported: true, card: exampleCard })).toMatch(/^as stated by the file, .* too old to tell/);
});

test('of several networks the test scans are said in all, and what each learned from', () => {
  const { scans, ...split } = exampleCard.split;
  const testing = { by: 'folds', count: 5 } as const;
  const card = {
    ...exampleCard,
    split: { ...split, testing, seed: 3, scans: { training: 257, validation: 56, test: 391 } },
  };
  expect(splitWords(card)).toBe(
    `391 test in all; each network 257 training, 56 validation on average; ${split.kind}, 5 folds, seed 3`,
  );
  expect(testedWords({ ...card, figures: { ...card.figures, n: 391 } })).toBe('391 test scans, 5 folds');
  expect(scans.test).toBeLessThan(391);
});
