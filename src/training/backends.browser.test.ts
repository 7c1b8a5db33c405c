import { memory } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { offerEngines, startEngine } from '../compute/backend.ts';
import { createRandom } from '../dataset/random.ts';
import { presets } from '../model/presets.ts';
import type { LabelledPixels } from './batches.ts';
import type { Checkpoint } from './checkpoint.ts';
import { runJob, tinyJob } from './tinyJob.ts';
import type { TrainingJob } from './train.ts';

type Curve = { batches: readonly number[]; validation: readonly number[] };

async function lossesOn(backend: 'wasm' | 'cpu' | 'webgl', job: TrainingJob): Promise<Curve> {
  await startEngine(backend);
  const { history } = await runJob(job);
  return { batches: history.batchLosses, validation: history.epochs.map((epoch) => epoch.validationLoss) };
}

function expectSame(actual: Curve, expected: Curve, relative: number): void {
  expect(actual.batches).toHaveLength(expected.batches.length);
  const all = [...expected.batches, ...expected.validation];
  [...actual.batches, ...actual.validation].forEach((loss, index) => {
    const reference = all[index] ?? Number.NaN;
    expect(Math.abs(loss - reference)).toBeLessThan(relative * Math.max(1, reference));
  });
}

function noise(count: number, size: number): LabelledPixels {
  const random = createRandom(size);
  return {
    pixels: Uint8Array.from({ length: count * size * size }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, (_, scan) => scan % 2),
  };
}

beforeAll(async () => {
  await startEngine('wasm');
});

describe('training on WASM', () => {
  it('gives the losses of the CPU backend, with every kind of chance switched on', async () => {
    const job = tinyJob();
    expectSame(await lossesOn('wasm', job), await lossesOn('cpu', job), 1e-4);
  });

  it.each(presets.map((preset) => [preset.name, preset] as const))(
    'gives the losses of the CPU backend for the %s',
    async (_name, { network, augmentation, hyperparameters }) => {
      const job: TrainingJob = {
        network,
        input: { size: 16, depth: 1 },
        classCount: 2,
        hyperparameters: { ...hyperparameters, epochs: 2, batchSize: 4 },
        augmentation,
        training: noise(8, 16),
        validation: noise(4, 16),
        checkpoint: null,
      };
      expectSame(await lossesOn('wasm', job), await lossesOn('cpu', job), 1e-3);
    },
  );

  it('goes on from a checkpoint with exactly the losses of the run that was not interrupted', async () => {
    await startEngine('wasm');
    const job = tinyJob();
    const checkpoints: Checkpoint[] = [];
    const before = memory().numTensors;
    const whole = await runJob(job, async (step) => {
      if (step.type === 'epoch') checkpoints.push(structuredClone(await step.checkpoint()));
    });
    for (const checkpoint of checkpoints) {
      const resumed = await runJob({ ...job, checkpoint });
      expect(resumed.history.batchLosses).toEqual(whole.history.batchLosses);
      expect(resumed.best?.artifacts.weights).toEqual(whole.best?.artifacts.weights);
    }
    expect(memory().numTensors).toBe(before);
  });
});

describe('training on WebGL', () => {
  it('gives the losses of the CPU backend', async () => {
    const webgl = (await offerEngines()).find((engine) => engine.backend === 'webgl');
    if (!webgl?.available) return console.warn('Skipped: no WebGL here.');
    const job = tinyJob({}, { epochs: 1 });
    const before = memory().numTensors;
    const curve = await lossesOn('webgl', job);
    expect(memory().numTensors).toBe(before);
    expectSame(curve, await lossesOn('cpu', job), 1e-3);
    await startEngine('wasm');
  });
});
