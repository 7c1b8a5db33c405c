import { backend, memory } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { beforeAll, describe, expect, it } from 'vitest';
import { offerEngines, startEngine } from '../compute/backend.ts';
import { webglKernelFailures, webglTraining } from '../compute/webgl/registerWebglTrainingKernels.ts';
import { createRandom } from '../dataset/random.ts';
import { presets } from '../model/presets.ts';
import type { Checkpoint } from './checkpoint.ts';
import { runJob, tinyJob } from './tinyJob.ts';
import type { TrainingJob } from './train.ts';

let available = false;
beforeAll(async () => {
  available = (await offerEngines()).some((engine) => engine.backend === 'webgl' && engine.available);
  if (!available) console.warn('Skipped: no WebGL here.');
});

async function lossesOn(engine: 'cpu' | 'webgl', job: TrainingJob): Promise<number[]> {
  await startEngine(engine);
  const { history } = await runJob(job);
  return [...history.batchLosses, ...history.epochs.map((epoch) => epoch.validationLoss)];
}

function noise(count: number, size: number) {
  const random = createRandom(size);
  return {
    pixels: Uint8Array.from({ length: count * size * size }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, (_, scan) => scan % 2),
  };
}

/** Three short epochs of a preset on small pictures. */
function jobOf({ network, augmentation, hyperparameters }: (typeof presets)[number], size: number): TrainingJob {
  return {
    network,
    input: { size, depth: 1 },
    classCount: 2,
    hyperparameters: { ...hyperparameters, epochs: 3, batchSize: 4 },
    augmentation,
    training: noise(8, size),
    validation: noise(4, size),
    checkpoint: null,
  };
}

describe('training with the kernels for WebGL', () => {
  it.each(presets.map((preset) => [preset.name, preset] as const))(
    'gives the losses of the CPU backend for the %s',
    async (_name, preset) => {
      if (!available) return;
      const job = jobOf(preset, 12);
      const actual = await lossesOn('webgl', job);
      expect(webglTraining()).not.toBeNull();
      expect(webglKernelFailures()).toEqual([]);
      const expected = await lossesOn('cpu', job);
      expect(actual).toHaveLength(expected.length);
      actual.forEach((loss, i) => {
        expect(Math.abs(loss - (expected[i] ?? 9))).toBeLessThan(1e-3 * Math.max(1, expected[i] ?? 9));
      });
    },
  );

  it('goes on from a checkpoint with exactly the losses of the run that was not interrupted', async () => {
    if (!available) return;
    await startEngine('webgl');
    const job = tinyJob({}, { epochs: 3 });
    const checkpoints: Checkpoint[] = [];
    const whole = await runJob(job, async (step) => {
      if (step.type === 'epoch') checkpoints.push(structuredClone(await step.checkpoint()));
    });
    const resumed = await runJob({ ...job, checkpoint: checkpoints[0] ?? null });
    expect(resumed.history.batchLosses).toEqual(whole.history.batchLosses);
    expect(resumed.best?.artifacts.weights).toEqual(whole.best?.artifacts.weights);
  });

  it('leaves no tensor and no texture behind, and compiles nothing after the first epoch', async () => {
    if (!available) return;
    await startEngine('webgl');
    const webgl = backend() as MathBackendWebGL;
    const { binaryCache } = webgl as unknown as { binaryCache: Record<string, unknown> };
    const held = () => ({
      ...{ tensors: memory().numTensors, buffers: memory().numDataBuffers, data: webgl.numDataIds() },
      textures: webgl.getTextureManager().getNumUsedTextures(),
    });
    const before = held();
    const shaders: number[] = [];
    await runJob(tinyJob({}, { epochs: 3 }), (step) => {
      if (step.type === 'epoch') shaders.push(Object.keys(binaryCache).length);
    });
    expect(held()).toEqual(before);
    expect(shaders).toEqual([shaders[0], shaders[0], shaders[0]]);
  });
});
