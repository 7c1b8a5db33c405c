import { expect, test } from 'vitest';
import type { ModelCard } from '../../model/card.ts';
import { unedited } from '../unedited.fixture.ts';
import { versionWords } from './modelWords.ts';

const [first] = unedited.history;
const second = { ...first, number: 2, hash: '2'.repeat(64) };
const cardOf = (data: { fingerprint: string; version?: number }) => ({ data }) as unknown as ModelCard;
const at = (version: typeof first | typeof second) => ({ history: [first, second], version });

test('a model says which version of the data set it saw, and whether that is the one at hand', () => {
  const card = cardOf({ fingerprint: first.hash, version: 1 });
  expect(versionWords(card, at(first))).toBe('version 1, as it is now');
  expect(versionWords(card, at(second))).toBe('version 1; it is at version 2 now');
});

test('of a data set that is not here only the number on the card is told, if it has one', () => {
  expect(versionWords(cardOf({ fingerprint: 'f'.repeat(64), version: 7 }), at(first))).toBe('version 7');
  expect(versionWords(cardOf({ fingerprint: first.hash, version: 7 }), null)).toBe('version 7');
  expect(versionWords(cardOf({ fingerprint: 'f'.repeat(64) }), at(first))).toBeNull();
});
