import { memory } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { startComputeBackend } from '../compute/backend.ts';
import { runningHeap, runningKernels } from '../compute/wasmBackend.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { stripes, tinyJob } from './trainingJob.fixture.ts';
import { TrainingRun } from './trainingRun.ts';

const STEPS = 10_000;
/** Long enough for every kernel's scratch to have its size, and for the heap to have the room of one step. */
const WARM_UP = 50;

beforeAll(async () => {
  await startComputeBackend('wasm');
});

/** Every kind of kernel: tiles, batch norm with halving, both poolings, a dense layer, dropout. */
const network: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 8, size: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'conv', kernels: 8, size: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'average-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.4 },
    { kind: 'dense', units: 6, activation: 'relu' },
  ],
};

function held() {
  const { numTensors, numBytes } = memory();
  const heapBytes = runningKernels()?.runtime.memory.buffer.byteLength;
  return { tensors: numTensors, bytes: numBytes, heapBytes, allocations: runningHeap()?.allocations };
}

it('takes no more memory after 10,000 steps than after the first few, and allocates nothing in between', {
  timeout: 300_000,
}, async () => {
  const run = new TrainingRun(tinyJob({ network, training: stripes(8, 2, 1) }));
  const before = [];
  for (let step = 0; step < STEPS; step++) {
    if (step === WARM_UP) before.push(held());
    await run.trainStep(
      [0, 1, 2, 3].map((scan) => (scan + step) % 8),
      1e-3,
    );
  }
  expect(before[0]?.heapBytes).toBeGreaterThan(0);
  expect(held()).toEqual(before[0]);
  run.dispose();
});
