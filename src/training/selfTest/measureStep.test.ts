import { memory, ready, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MeasuredStep, stepTimes } from './measureStep.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const step: MeasuredStep = {
  network: {
    preset: 'custom',
    layers: [
      { kind: 'conv', kernels: 2, size: 3, stride: 1, padding: 'same', activation: 'relu' },
      { kind: 'global-average-pool' },
    ],
  },
  input: { size: 8, depth: 3 },
  classCount: 3,
  batchSize: 5,
};

describe('measuring a training step', () => {
  it('tells once that all is compiled, gives a time as often as it is asked for one, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    let warm = 0;
    const times: number[] = [];
    for await (const milliseconds of stepTimes(step, () => {
      warm += 1;
    })) {
      if (times.push(milliseconds) === 3) break;
    }
    expect(times.every((milliseconds) => milliseconds > 0)).toBe(true);
    expect(warm).toBe(1);
    expect(memory().numTensors).toBe(before);
  });

  it('says in words why a network cannot be measured', async () => {
    const network = { preset: 'custom', layers: [{ kind: 'dense', units: 5, activation: 'relu' }] } as const;
    await expect(stepTimes({ ...step, network }).next()).rejects.toThrow(/Flatten/);
  });
});
