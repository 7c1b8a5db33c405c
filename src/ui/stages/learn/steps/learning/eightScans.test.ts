import { expect, it } from 'vitest';
import type { ScanView } from '../../../../../dataset/edits/dataSetView.ts';
import { eightScans } from './eightScans.ts';
import { weightPlace } from './WeightStep.tsx';

const scan = (sha256: string, className: string) => ({ sha256, className }) as ScanView;
const classes = ['A', 'B'];

it('takes four of each class, in turn, and others for another draw', () => {
  const scans = Array.from({ length: 40 }, (_, i) => scan(`scan ${i}`, i < 30 ? 'A' : 'B'));
  const drawn = eightScans({ scans, classes }, 1);
  expect(drawn.map(({ className }) => className).join('')).toBe('ABABABAB');
  expect(new Set(drawn).size).toBe(8);
  expect(eightScans({ scans, classes }, 1)).toEqual(drawn);
  expect(eightScans({ scans, classes }, 2)).not.toEqual(drawn);
});

it('fills up from the other class where one has too few', () => {
  const scans = Array.from({ length: 20 }, (_, i) => scan(`scan ${i}`, i === 0 ? 'B' : 'A'));
  expect(
    eightScans({ scans, classes }, 1)
      .map(({ className }) => className)
      .toSorted()
      .join(''),
  ).toBe('AAAAAAAB');
});

it('says where a weight is', () => {
  // [row, column, channel, filter] of [3, 3, 2, 4]: 1 * 24 + 2 * 8 + 1 * 4 + 3
  expect(weightPlace([3, 3, 2, 4], 47)).toBe('Filter 4, row 2, column 3, channel 2');
  expect(weightPlace([20, 5], 12)).toBe('Neuron 3, input 3');
  expect(weightPlace([4], 2)).toBe('Filter or neuron 3');
});
