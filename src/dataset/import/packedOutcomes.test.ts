import { expect, test } from 'vitest';
import type { FileOutcome } from '../scan.ts';
import { packOutcomes, unpackOutcomes } from './packedOutcomes.ts';

const refused = (path: string, code = 'no-image'): FileOutcome => ({
  ...{ status: 'refused', path, className: 'tumour', code, params: { mostMb: 512 } },
});
const OUTCOMES: readonly FileOutcome[] = [
  refused('a/1.png'),
  refused('a/2.png'),
  refused('a/3.png', 'truncated'),
  { status: 'imported', path: 'a/4.png', className: 'tumour' },
  { status: 'duplicate', path: 'a/5.png', className: 'tumour', of: 'a/4.png', ofClassName: 'tumour', sha256: '0f' },
  refused('a/6.png'),
  { status: 'ignored', path: 'a/readme.txt', code: 'no-image', params: {} },
];

test('what crosses is what was sent, in its order', () => {
  expect(unpackOutcomes(structuredClone(packOutcomes(OUTCOMES)))).toEqual(OUTCOMES);
  expect(unpackOutcomes(packOutcomes([]))).toEqual([]);
});

test('those alike but for their paths cross once', () => {
  const { kinds, kindOf } = packOutcomes(OUTCOMES);
  expect(kinds).toHaveLength(5);
  expect([...kindOf]).toEqual([0, 0, 1, 2, 3, 0, 4]);
});
