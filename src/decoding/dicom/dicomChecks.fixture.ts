import { expect } from 'vitest';
import type { SliceSource } from '../volume.ts';
import { decodeDicom } from './dicom.ts';
import { drawn, HEIGHT, WIDTH } from './dicomPictures.fixture.ts';
import type { DICOM_SAMPLES } from './dicomSamples.fixture.ts';

export async function slicesOfDicom(bytes: Uint8Array<ArrayBuffer>): Promise<SliceSource[]> {
  const slices: SliceSource[] = [];
  for await (const slice of decodeDicom(bytes, 'all')) slices.push(slice);
  return slices;
}

/** Every frame has the values that it was drawn with, and the window that it should. */
export async function expectDrawn(sample: (typeof DICOM_SAMPLES)[number]): Promise<void> {
  const slices = await slicesOfDicom(sample.bytes.slice());
  const frames = drawn(sample.shows);
  expect(slices).toHaveLength(frames.length);
  for (const [index, slice] of slices.entries()) {
    const { width, height, channels, inverted, window } = slice;
    expect({ width, height, channels, inverted }).toEqual({
      width: WIDTH,
      height: HEIGHT,
      channels: sample.channels,
      inverted: sample.inverted,
    });
    expect(largestDifference(slice.values, frames[index] ?? [])).toBeLessThanOrEqual(sample.tolerance);
    if (!sample.window) continue;
    expect(window.low).toBeCloseTo(sample.window[0], 3);
    expect(window.high).toBeCloseTo(sample.window[1], 3);
  }
}

function largestDifference(values: ArrayLike<number>, expected: readonly number[]): number {
  expect(values).toHaveLength(expected.length);
  return expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (values[i] ?? Number.NaN))), 0);
}
