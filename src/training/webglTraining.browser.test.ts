import { backend, env, memory } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { availableBackends, startComputeBackend } from '../compute/backend.ts';
import { BackendLostError } from '../compute/backendLostError.ts';
import { webglKernelFailures, webglTraining } from '../compute/webgl/registerWebglTrainingKernels.ts';
import { presets } from '../model/presets.ts';
import { createRandom } from '../statistics/random.ts';
import type { Checkpoint } from './checkpoint.ts';
import { stepTimes } from './selfTest/measureStep.ts';
import { runJob, tinyJob } from './trainingJob.fixture.ts';
import type { TrainingJob } from './trainingJob.ts';
import { TrainingRun } from './trainingRun.ts';

let available = false;
let side = 0;
beforeAll(async () => {
  available = (await availableBackends()).some((offer) => offer.backend === 'webgl' && offer.available);
  if (!available) return console.warn('Skipped: no WebGL here.');
  await startComputeBackend('webgl');
  side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
});

afterEach(() => {
  if (available) env().set('WEBGL_MAX_TEXTURE_SIZE', side);
});

async function lossesOn(backend: 'cpu' | 'webgl', job: TrainingJob): Promise<number[]> {
  await startComputeBackend(backend);
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

/** Three short epochs of a preset on small images. */
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

  it('gives the losses of the CPU backend where every side, channel and class count is odd', async () => {
    if (!available) return;
    const layers: TrainingJob['network']['layers'] = [
      { kind: 'conv', kernels: 5, size: 3, stride: 1, padding: 'same', activation: 'relu' },
      { kind: 'conv', kernels: 3, size: 3, stride: 2, padding: 'same', activation: 'linear' },
      { kind: 'batch-norm' },
      { kind: 'relu' },
      { kind: 'max-pool', size: 2, stride: 2 },
      { kind: 'flatten' },
      { kind: 'dense', units: 7, activation: 'linear' },
      { kind: 'dense', units: 5, activation: 'relu' },
    ];
    const { pixels } = noise(7, 15);
    const job = tinyJob(
      {
        ...{ network: { preset: 'custom', layers }, input: { size: 15, depth: 1 }, classCount: 3 },
        training: { pixels, labels: Uint8Array.from([0, 1, 2, 0, 1, 2, 0]) },
        validation: { pixels: pixels.slice(0, 3 * 225), labels: Uint8Array.from([0, 1, 2]) },
      },
      { epochs: 3, batchSize: 5 },
    );
    const expected = await lossesOn('cpu', job);
    const expectSame = (actual: readonly number[]) =>
      actual.forEach((loss, i) => {
        expect(Math.abs(loss - (expected[i] ?? 9))).toBeLessThan(1e-4);
      });
    expectSame(await lossesOn('webgl', job));
    env().set('WEBGL_MAX_TEXTURE_SIZE', 64); // rows of pixels no longer end where a texture's do, as in large batches
    expectSame(await lossesOn('webgl', job));
    env().set('WEBGL_MAX_TEXTURE_SIZE', 60); // tfjs writes out the windows of steps of two: 5 x 23 x 32 texels
    await expect(lossesOn('webgl', job)).rejects.toThrow(
      /batch of 5 scans is too large.*Choose a smaller batch size, /,
    );
    expect(webglKernelFailures()).toEqual([]);
  });

  it('says what to do where a batch is larger than a texture', async () => {
    if (!available) return;
    await startComputeBackend('webgl');
    // Of the 8 x 8 images with 4 kernels: 8 x 4 x 2 texels a scan.
    env().set('WEBGL_MAX_TEXTURE_SIZE', 16);
    await expect(runJob(tinyJob({}, { batchSize: 5 }))).rejects.toThrow(
      /batch of 5 scans is too large for a texture of this graphics card\. Choose a batch size of at most 4, /,
    );
    env().set('WEBGL_MAX_TEXTURE_SIZE', 4);
    await expect(runJob(tinyJob())).rejects.toThrow(/Choose a smaller input, fewer filters or another backend\./);
  });

  it('ends at once where the graphics card has not the memory for a step', async () => {
    if (!available) return;
    await startComputeBackend('webgl');
    const { gl } = (backend() as MathBackendWebGL).gpgpu;
    const learn = vi.spyOn(TrainingRun.prototype, 'trainStep');
    let told = false;
    const errors = vi.spyOn(gl, 'getError').mockImplementation(() => {
      if (told || learn.mock.calls.length === 0) return gl.NO_ERROR;
      told = true;
      return gl.OUT_OF_MEMORY;
    });
    const steps: string[] = [];
    await expect(runJob(tinyJob(), ({ type }) => void steps.push(type))).rejects.toThrow(BackendLostError);
    expect(steps).toEqual(['warming-up']);
    errors.mockRestore();
    learn.mockRestore();
  });

  it('goes on from a checkpoint with exactly the losses of the run that was not interrupted', async () => {
    if (!available) return;
    await startComputeBackend('webgl');
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
    await startComputeBackend('webgl');
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
    expect(webgl.getTextureManager().getNumFreeTextures()).toBeLessThan(10); // those of reads that came last
    expect(shaders).toEqual([shaders[0], shaders[0], shaders[0]]);
  });
});

it('measures whole steps, also where the device answers before it has done them', async () => {
  if (!available) return;
  await startComputeBackend('webgl');
  const [course] = presets;
  if (!course) throw new Error('There is no preset.');
  let warmAt = 0;
  const step = { network: course.network, input: { size: 64, depth: 1 }, classCount: 2, batchSize: 8 } as const;
  const times = stepTimes(step, () => {
    warmAt = performance.now();
  });
  const milliseconds = (await times.next()).value ?? Number.NaN;
  const tookMs = performance.now() - warmAt;
  await times.return();
  // Six steps at most were taken in that time.
  expect(6 * milliseconds).toBeGreaterThan(0.5 * tookMs);
});
