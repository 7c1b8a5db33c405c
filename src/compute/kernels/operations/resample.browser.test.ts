import { memory, setBackend } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { drawTransforms } from '../../../preprocessing/augment.ts';
import { augmentImage } from '../../../preprocessing/augmentImage.ts';
import { toUnitRange } from '../../../preprocessing/preprocess.ts';
import { noAugmentation } from '../../../preprocessing/preprocessingSpec.ts';
import type { TrainingKernels } from '../registerTrainingKernels.ts';
import { startKernels } from '../started.fixture.ts';
import { resampleBatch } from './resample.ts';

let kernels: TrainingKernels;
beforeAll(async () => {
  kernels = await startKernels();
  await setBackend('wasm');
});

function bytes(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (i * 7919 + i * i * 31) % 256);
}

const everything = { ...noAugmentation, horizontalFlip: true, rotation: 40, zoom: 0.4, shift: 0.3, brightness: 0.5 };

it('changes pictures as plain JavaScript does, whatever was drawn', () => {
  const before = memory().numTensors;
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 70 }),
      fc.constantFrom(1 as const, 3 as const),
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 }),
      (size, depth, scans, drawn) => {
        const one = size * size * depth;
        const pixels = bytes(5 * one);
        let next = 0;
        const changes = drawTransforms(scans.length, size, everything, () => drawn[next++] ?? 0.5);
        const expected = new Float32Array(scans.length * one);
        scans.forEach((scan, i) => {
          const picture = { pixels: pixels.subarray(scan * one, (scan + 1) * one), size, depth };
          augmentImage(picture, changes, i, expected, i * one);
        });
        const batch = resampleBatch(kernels.runtime, { pixels, size, depth }, scans, changes);
        const actual = batch.dataSync<'float32'>();
        batch.dispose();
        expect(batch.shape).toEqual([scans.length, size, size, depth]);
        expect(actual.every((value, i) => Math.abs(value - (expected[i] ?? 9)) < 1e-6)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
  expect(memory().numTensors).toBe(before);
});

it('gives pictures without a change to the last bit as inference sees them', () => {
  // every byte in every image, in another order
  const pixels = Uint8Array.from({ length: 3 * 256 }, (_, i) => (i * 7919 + (i >> 8) * 50) % 256);
  const batch = resampleBatch(kernels.runtime, { pixels, size: 16, depth: 1 }, [2, 0], null);
  const [third, , first] = [2, 1, 0].map((scan) => toUnitRange(pixels.subarray(scan * 256, (scan + 1) * 256)));
  expect(Array.from(batch.dataSync())).toEqual([...(third ?? []), ...(first ?? [])]);
  batch.dispose();
});
