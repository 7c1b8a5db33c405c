import { expect, test } from 'vitest';
import { takeTurns } from './takeTurns.ts';

test('lists take turns, shorter ones until they are empty, one or several at a time', () => {
  const lists = [['a1', 'a2', 'a3'], ['b1'], [], ['c1', 'c2']];
  expect(takeTurns(lists)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  expect(takeTurns(lists, 2)).toEqual(['a1', 'a2', 'b1', 'c1', 'c2', 'a3']);
  expect(takeTurns([])).toEqual([]);
});
