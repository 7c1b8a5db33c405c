import { backend, memory } from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { availableBackends, startComputeBackend } from '../compute/backend.ts';
import { BackendLostError } from '../compute/backendLostError.ts';
import { assertBackendAlive } from '../compute/canary.ts';
import { presets } from '../model/presets.ts';
import { createRandom } from '../statistics/random.ts';
import type { LabelledPixels } from './batches.ts';
import type { Checkpoint } from './checkpoint.ts';
import { fineTuningJob } from './fineTune.fixture.ts';
import { train } from './train.ts';
import { everyAugmentation, runJob, tinyJob } from './trainingJob.fixture.ts';
import type { TrainingEnd, TrainingJob } from './trainingJob.ts';
import { TrainingRun } from './trainingRun.ts';

type Curve = { batches: readonly number[]; validation: readonly number[] };

async function lossesOn(backend: 'wasm' | 'cpu' | 'webgl', job: TrainingJob): Promise<Curve> {
  await startComputeBackend(backend);
  return curveOf(await runJob(job));
}

function curveOf({ history }: TrainingEnd): Curve {
  return { batches: history.batchLosses, validation: history.epochs.map((epoch) => epoch.validationLoss) };
}

/** Of a run that is the same when it is resumed after its first epoch. */
async function resumedOn(backend: 'wasm' | 'cpu', job: TrainingJob): Promise<Curve> {
  await startComputeBackend(backend);
  const checkpoints: Checkpoint[] = [];
  const whole = await runJob(job, async (step) => {
    if (step.type === 'epoch') checkpoints.push(structuredClone(await step.checkpoint()));
  });
  const resumed = await runJob({ ...job, checkpoint: checkpoints[0] ?? null });
  expect(resumed.best?.artifacts.weights).toEqual(whole.best?.artifacts.weights);
  expect(curveOf(resumed)).toEqual(curveOf(whole));
  return curveOf(whole);
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
  await startComputeBackend('wasm');
});

describe('training on WASM', () => {
  it('gives the losses of the CPU backend, with every kind of chance switched on', async () => {
    const job = tinyJob();
    expectSame(await lossesOn('wasm', job), await lossesOn('cpu', job), 1e-4);
  });

  it.each(presets.map((preset) => [preset.name, preset] as const))(
    'gives the losses of the CPU backend for the %s, and each resumes with exactly those of the run that was not interrupted',
    async (_name, { network, hyperparameters }) => {
      const job: TrainingJob = {
        network,
        input: { size: 16, depth: 1 },
        classCount: 2,
        hyperparameters: { ...hyperparameters, epochs: 2, batchSize: 4 },
        augmentation: everyAugmentation,
        training: noise(8, 16),
        validation: noise(4, 16),
        checkpoint: null,
      };
      expectSame(await resumedOn('wasm', job), await resumedOn('cpu', job), 1e-3);
    },
  );

  it.each([1, 2, 4, 6])(
    'gives the losses of the CPU backend with %i frozen layers, wherever fused layers are cut',
    async (frozen) => {
      const job = fineTuningJob(2, frozen);
      expectSame(await lossesOn('wasm', job), await lossesOn('cpu', job), 1e-4);
    },
  );

  it('goes on from any checkpoint with exactly the losses of the run that was not interrupted', async () => {
    await startComputeBackend('wasm');
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
  const start = async () => {
    const webgl = (await availableBackends()).find((offer) => offer.backend === 'webgl');
    if (webgl?.available) await startComputeBackend('webgl');
    else console.warn('Skipped: no WebGL here.');
    return webgl?.available ?? false;
  };
  const held = () => [memory().numTensors, memory().numDataBuffers, backend().numDataIds()];

  afterEach(async () => {
    await startComputeBackend('wasm');
  });

  it('gives the losses of the CPU backend', async () => {
    if (!(await start())) return;
    const job = tinyJob({}, { epochs: 1 });
    const before = held();
    const curve = await lossesOn('webgl', job);
    expect(held()).toEqual(before);
    expectSame(curve, await lossesOn('cpu', job), 1e-3);
  });

  it('goes on from a checkpoint with exactly the losses of the run that was not interrupted', async () => {
    if (!(await start())) return;
    const job = tinyJob({}, { epochs: 2 });
    const checkpoints: Checkpoint[] = [];
    const whole = await runJob(job, async (step) => {
      if (step.type === 'epoch') checkpoints.push(structuredClone(await step.checkpoint()));
    });
    const [checkpoint] = checkpoints;
    if (!checkpoint) throw new Error('no checkpoint');
    const resumed = await runJob({ ...job, checkpoint });
    expect(resumed.history.batchLosses).toEqual(whole.history.batchLosses);
    expect(resumed.best?.artifacts.weights).toEqual(whole.best?.artifacts.weights);
  });

  it('issues two more steps before it reads a loss, which the other backends do not', async () => {
    if (!(await start())) return;
    const issuedBeforeFirst = async () => {
      const learn = vi.spyOn(TrainingRun.prototype, 'trainStep');
      const steps = train(tinyJob({}, { batchSize: 2 }), new AbortController().signal);
      let { value } = await steps.next();
      while (value && 'type' in value && value.type !== 'batch') value = (await steps.next()).value;
      const calls = learn.mock.calls.length;
      learn.mockRestore();
      await steps.return({ ended: 'stopped', reason: '', best: null, history: { epochs: [], batchLosses: [] } });
      return calls;
    };
    expect(await issuedBeforeFirst()).toBe(3);
    await startComputeBackend('wasm');
    expect(await issuedBeforeFirst()).toBe(1);
  });

  it('stops after the batch in hand, and lets go of what was issued ahead', async () => {
    if (!(await start())) return;
    const stop = new AbortController();
    const before = held();
    const job = tinyJob({}, { batchSize: 2 });
    const end = await runJob(job, (step) => (step.type === 'batch' ? stop.abort() : undefined), stop.signal);
    expect(memory().numTensors).toBe(before[0]);
    expect(end).toMatchObject({ ended: 'stopped', best: null });
    expect(end.history.batchLosses).toHaveLength(1);
    await assertBackendAlive(); // reads end in order: those that were on their way have come
    expect(held()).toEqual(before);
  });

  it('keeps the last good weights although updates came after a loss that is not finite', async () => {
    if (!(await start())) return;
    const checkpoints: Checkpoint[] = [];
    await runJob(tinyJob({}, { epochs: 1 }), async (step) => {
      if (step.type === 'epoch') checkpoints.push(structuredClone(await step.checkpoint()));
    });
    const [checkpoint = null] = checkpoints;
    const end = await runJob({ ...tinyJob({}, { batchSize: 2, learningRate: 1e30 }), checkpoint });
    expect(end.ended).toBe('non-finite');
    expect(end.best?.epoch).toBe(1);
    expect(end.best?.artifacts.weights).toEqual(checkpoint?.best.weights);
    expect(end.history.batchLosses.every(Number.isFinite)).toBe(true);
  });

  it('says that the device has gone where that is why a step failed', async () => {
    if (!(await start())) return;
    const { gpgpu } = backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
    const lost = vi.spyOn(gpgpu.gl, 'isContextLost');
    const learn = vi.spyOn(TrainingRun.prototype, 'trainStep').mockImplementation(() => {
      lost.mockReturnValue(true);
      throw new Error('Unable to create WebGLTexture.');
    });
    await expect(runJob(tinyJob())).rejects.toThrow(BackendLostError);
    lost.mockRestore();
    learn.mockImplementation(() => {
      throw new Error('Something else.');
    });
    await expect(runJob(tinyJob())).rejects.toThrow('Something else.');
    learn.mockRestore();
  });
});
