import { expect } from 'vitest';
import { UserError } from '../../../dataset/userError.ts';
import { type FileSlice, slicesOf } from '../../slices/storedSlice.ts';
import { drawn, HEIGHT, WIDTH } from './dicomImages.fixture.ts';
import type { DICOM_SAMPLES } from './dicomSamples.fixture.ts';
import { dicom } from './format.ts';

export async function slicesOfDicom(bytes: Uint8Array<ArrayBuffer>): Promise<FileSlice[]> {
  const slices: FileSlice[] = [];
  for await (const slice of slicesOf(bytes, dicom, 'all')) slices.push(slice);
  return slices;
}

type Damage = {
  readonly runs: number;
  /** Every so many runs the file is cut short, too. */
  readonly cutEvery: number;
  /** The first part of a file's bytes that stays whole, as a share. */
  readonly spared: number;
};

/** A file with bytes that are damaged at random, the same ones each time, is decoded or refused in words. */
export async function expectRefusedInWords(
  file: Uint8Array<ArrayBuffer>,
  { runs, cutEvery, spared }: Damage,
): Promise<void> {
  let state = 20_261_123;
  const random = (below: number) => {
    state = (state * 16_807) % 2_147_483_647; // Lehmer's generator
    return state % below;
  };
  for (let run = 0; run < runs; run++) {
    const bytes = file.slice(0, run % cutEvery === 0 ? random(file.length) : file.length);
    const from = Math.floor(bytes.length * spared);
    for (let hits = 1 + random(5); hits > 0; hits--) bytes[from + random(bytes.length - from)] = random(256);
    const outcome = await slicesOfDicom(bytes).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UserError);
  }
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
