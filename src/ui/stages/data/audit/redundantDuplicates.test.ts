import { describe, expect, it } from 'vitest';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { redundantCopies } from './redundantDuplicates.ts';

const scan = (sha256: string, width: number, height: number): [string, ScanView] => [
  sha256,
  {
    ...{ sha256, width, height, name: sha256, path: sha256, className: 'a', format: 'png', bytes: 1 },
    ...{ colourMode: null, facts: null, subject: null, slice: null },
  },
];
const group = (sha256s: string[], conflict = false) => ({ sha256s, conflict, droppedAgain: [] });

describe('keeping one of each group of copies', () => {
  it('keeps the one with the most pixels, the first of equals, and never touches a contradiction', () => {
    const scans = new Map([scan('a', 10, 10), scan('b', 20, 10), scan('c', 10, 20), scan('d', 5, 5), scan('e', 6, 6)]);
    expect(redundantCopies([group(['a', 'b', 'c']), group(['d', 'e'], true)], scans)).toEqual(['a', 'c']);
  });

  it('leaves alone what stands alone, and passes over scans that are gone', () => {
    const scans = new Map([scan('a', 1, 1)]);
    expect(redundantCopies([group(['a']), group(['a', 'gone'])], scans)).toEqual([]);
  });
});
