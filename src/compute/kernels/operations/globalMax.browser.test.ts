import { grads, type Tensor, type Tensor4D, tensor } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startComputeBackend } from '../../backend.ts';
import { agree, random } from '../../comparison.fixture.ts';
import { runningKernels } from '../../wasmBackend.ts';
import { globalMax } from './globalMax.ts';

const maps = fc.record({
  batch: fc.integer({ min: 1, max: 4 }),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 9 }),
  channels: fc.integer({ min: 1, max: 11 }),
  seed: fc.integer(),
});

it.each([
  ['wasm', 50],
  ['webgl', 8],
] as const)(
  'a global maximum and its gradient are those of the CPU backend on %s, ties included',
  async (name, runs) => {
    await startComputeBackend(name);
    expect(runningKernels() !== null).toBe(name === 'wasm');
    await fc.assert(
      fc.asyncProperty(maps, async ({ batch, height, width, channels, seed }) => {
        const x = random([batch, height, width, channels], seed);
        x.values.forEach((value, i) => {
          x.values[i] = Math.round(value * 3) / 3; // so that a map's largest value often stands there twice
        });
        const weigh = (y: Tensor): Tensor => y.mul(tensor(random(y.shape, seed + 1).values, y.shape as never));
        await agree(name, [x], (input) => [
          globalMax(input as Tensor4D),
          ...grads((p: Tensor) => weigh(globalMax(p as Tensor4D)))([input as Tensor]),
        ]);
      }),
      { numRuns: runs },
    );
  },
);
