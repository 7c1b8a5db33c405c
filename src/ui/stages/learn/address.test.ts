import { expect, test } from 'vitest';
import { hashOfPlace, placeOfHash } from './address.ts';

test.each([
  ['#learn', { slug: null, scan: null, model: null }],
  ['#/learn/pooling', { slug: 'pooling', scan: null, model: null }],
  ['#/learn/pooling?scan=1f&model=a%20b', { slug: 'pooling', scan: '1f', model: 'a b' }],
  ['#/learn?model=untrained', { slug: null, scan: null, model: 'untrained' }],
])('%s is a place of the course', (hash, place) => {
  expect(placeOfHash(hash)).toEqual(place);
  expect(placeOfHash(hashOfPlace(place))).toEqual(place);
});
