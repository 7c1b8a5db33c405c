import { memory, ready, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Hyperparameters } from '../model/hyperparameters.ts';
import { networkFromArtifacts } from '../model/network/artifacts.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { noAugmentation } from '../preprocessing/preprocessingSpec.ts';
import type { Checkpoint } from './checkpoint.ts';
import { withFilters } from './history.ts';
import { Adam } from './optimizer/adam.ts';
import { train } from './train.ts';
import { runJob, stripes, tinyJob } from './trainingJob.fixture.ts';
import type { TrainingJob } from './trainingJob.ts';

// tfjs's plain CPU backend is slow, and slower where machines are shared.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** Every checkpoint of a run, through the clone that storage and workers make. */
async function checkpointsOf(job: ReturnType<typeof tinyJob>): Promise<Checkpoint[]> {
  const checkpoints: Checkpoint[] = [];
  await runJob(job, async (step) => {
    if (step.type === 'epoch') checkpoints.push(structuredClone(await step.checkpoint()));
  });
  return checkpoints;
}

describe('a run', () => {
  it('tells of its warm-up, of every batch and of every epoch, in order', async () => {
    const told: string[] = [];
    const end = await runJob(tinyJob({}, { epochs: 2 }), (step) => {
      if (step.type === 'batch') told.push(`${step.epoch}: ${step.batch}/${step.batchesPerEpoch}, ${step.scans} scans`);
      else told.push(step.type === 'epoch' ? `epoch ${step.record.epoch}` : step.type);
    });
    const epoch = (n: number) => [1, 2, 3].map((batch) => `${n}: ${batch}/3, ${batch === 3 ? 2 : 4} scans`);
    expect(told).toEqual(['warming-up', ...epoch(1), 'epoch 1', ...epoch(2), 'epoch 2']);
    expect(end.ended).toBe('completed');
    expect(end.history.epochs).toHaveLength(2);
    expect(end.history.batchLosses).toHaveLength(6);
  });

  it('learns to tell stripes apart', async () => {
    const job = tinyJob(
      { training: stripes(60, 2, 1), validation: stripes(20, 2, 2), augmentation: noAugmentation },
      { epochs: 10, batchSize: 12, learningRate: 0.03 },
    );
    const { history } = await runJob(job);
    expect(history.epochs[0]?.validationLoss).toBeGreaterThan(0.3);
    expect(history.epochs.at(-1)?.validationLoss).toBeLessThan(0.1);
    expect(history.epochs.at(-1)?.validationAccuracy).toBe(1);
  });

  it('learns to tell three classes apart', async () => {
    const job = tinyJob(
      { classCount: 3, training: stripes(60, 3, 1), validation: stripes(21, 3, 2), augmentation: noAugmentation },
      { epochs: 10, batchSize: 12, learningRate: 0.03 },
    );
    const { history } = await runJob(job);
    expect(history.epochs.at(-1)?.validationAccuracy).toBe(1);
  });

  it('gives the same losses again for the same seed, and others for another', async () => {
    const losses = async (seed: number) => (await runJob(tinyJob({}, { seed }))).history.batchLosses;
    expect(await losses(7)).toEqual(await losses(7));
    expect(await losses(8)).not.toEqual(await losses(7));
  });

  it('validates on the validation part, as it is', async () => {
    const flipped = stripes(6, 2, 2);
    const wrong = { pixels: flipped.pixels, labels: flipped.labels.map((label) => 1 - label) };
    const training = stripes(60, 2, 1);
    const settings = { epochs: 6, batchSize: 12, learningRate: 0.03 };
    const job = tinyJob({ training, augmentation: noAugmentation }, settings);
    const right = await runJob({ ...job, validation: flipped });
    const mislabelled = await runJob({ ...job, validation: wrong });
    expect(right.history.epochs.at(-1)?.validationAccuracy).toBe(1);
    expect(mislabelled.history.epochs.at(-1)?.validationAccuracy).toBe(0);
    expect(mislabelled.history.batchLosses).toEqual(right.history.batchLosses);
  });
});

describe('the filters of the first convolution', () => {
  const firstFilters = (weights: ArrayBuffer | undefined) => new Float32Array(weights ?? new ArrayBuffer(0), 0, 4 * 9);

  it('are kept before training and after epochs 1, 3 and the last: each as a run that ends there leaves them', async () => {
    const settings = { schedule: 'constant', learningRate: 0.003, epochs: 5 } as const;
    const { filters } = (await runJob(tinyJob({}, settings))).history;
    expect(filters?.shape).toEqual([3, 3, 1, 4]);
    expect(filters?.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 3, 5]);
    const untrained = buildNetwork(tinyJob().network, { size: 8, depth: 1 }, 2, 7);
    expect(filters?.epochs[0]?.values).toEqual(untrained.getWeights()[0]?.dataSync());
    untrained.dispose();
    for (const { epoch, values } of filters?.epochs.slice(1) ?? []) {
      const { best } = await runJob(tinyJob({}, { ...settings, epochs: epoch }));
      expect(best?.epoch).toBe(epoch);
      expect(values).toEqual(firstFilters(best?.artifacts.weights));
    }
  });

  it('are none of a network without a convolution', async () => {
    const network = { preset: 'custom', layers: [{ kind: 'flatten' }] } as const;
    expect((await runJob(tinyJob({ network }, { epochs: 1 }))).history.filters).toBeUndefined();
  });

  it('are not kept where they would take a megabyte', () => {
    const [shape, many] = [[7, 7, 3, 512], new Float32Array(7 * 7 * 3 * 512)];
    expect(withFilters(null, shape, 0, many)).toBeNull();
    expect(withFilters(null, [7, 7, 3, 64], 0, many.slice(0, 9408))?.epochs).toHaveLength(1);
  });
});

describe('resuming', () => {
  it.each(['constant', 'cosine', 'reduce-on-plateau'] as const)(
    'from any epoch gives exactly the losses of the run that was not interrupted (%s)',
    async (schedule) => {
      const job = tinyJob({}, { schedule, epochs: 5, learningRate: 0.05 });
      const whole = await runJob(job);
      const checkpoints = await checkpointsOf(job);
      for (const checkpoint of checkpoints) {
        const resumed = await runJob({ ...job, checkpoint });
        expect(resumed.history.batchLosses).toEqual(whole.history.batchLosses);
        expect(resumed.history.epochs.map(withoutTime)).toEqual(whole.history.epochs.map(withoutTime));
        expect(resumed.history.filters).toEqual(whole.history.filters);
        expect(resumed.best?.epoch).toBe(whole.best?.epoch);
        expect(resumed.best?.artifacts.weights).toEqual(whole.best?.artifacts.weights);
      }
    },
  );

  it('remembers how much patience is left', async () => {
    const job = contradicted({ schedule: 'constant', patience: 2 });
    const whole = await runJob(job);
    expect(whole.ended).toBe('early-stopped');
    for (const checkpoint of await checkpointsOf(job)) {
      const resumed = await runJob({ ...job, checkpoint });
      expect(resumed.ended).toBe('early-stopped');
      expect(resumed.history.epochs).toHaveLength(whole.history.epochs.length);
    }
  });

  it('refuses a checkpoint of another network', async () => {
    const [checkpoint] = await checkpointsOf(tinyJob({}, { epochs: 1 }));
    if (!checkpoint) throw new Error('no checkpoint');
    const other = tinyJob({ network: { preset: 'custom', layers: [{ kind: 'flatten' }] }, checkpoint });
    const before = memory().numTensors;
    await expect(runJob(other)).rejects.toThrow(/does not fit the network/);
    expect(memory().numTensors).toBe(before);
  });
});

describe('stopping', () => {
  it('takes effect after the batch in hand and keeps the best weights so far', async () => {
    const stop = new AbortController();
    let batches = 0;
    const end = await runJob(
      tinyJob({}, { epochs: 4 }),
      (step) => {
        if (step.type === 'batch' && ++batches === 5) stop.abort();
      },
      stop.signal,
    );
    expect(batches).toBe(5);
    expect(end).toMatchObject({ ended: 'stopped', best: { epoch: 1 } });
    expect(end.reason).toMatch(/Stopped in epoch 2\. The weights of epoch 1/);
    expect(end.history.batchLosses).toHaveLength(5);
  });

  it('before the first epoch has ended keeps nothing, and says so', async () => {
    const stop = new AbortController();
    const end = await runJob(tinyJob(), (step) => (step.type === 'batch' ? stop.abort() : undefined), stop.signal);
    expect(end).toMatchObject({ ended: 'stopped', best: null });
    expect(end.reason).toMatch(/nothing was kept/);
  });

  it('early keeps the weights of the epoch with the lowest validation loss', async () => {
    const { ended, best, history, reason } = await runJob(contradicted({ schedule: 'constant' }));
    const losses = history.epochs.map((epoch) => epoch.validationLoss);
    const lowest = 1 + losses.indexOf(Math.min(...losses));
    expect(ended).toBe('early-stopped');
    expect(best?.epoch).toBe(lowest);
    expect(history.epochs).toHaveLength(lowest + 3);
    expect(reason).toMatch(/had not improved for 3 epochs/);
  });

  it('early waits with a cosine until the learning rate is low', async () => {
    const { ended, best, history } = await runJob(contradicted({ schedule: 'cosine' }));
    expect(ended).toBe('early-stopped');
    expect(best?.epoch).toBeLessThan(13);
    expect(history.epochs).toHaveLength(16 + 3); // (1 + cos(180 degrees * 16 / 20)) / 2 = 0.095
  });

  it('on a loss that is not finite keeps the last good weights and says what to do', async () => {
    const [checkpoint] = await checkpointsOf(tinyJob({}, { epochs: 1 }));
    if (!checkpoint) throw new Error('no checkpoint');
    const end = await runJob({ ...tinyJob({}, { learningRate: 1e30 }), checkpoint });
    expect(end.ended).toBe('non-finite');
    expect(end.reason).toMatch(/no longer a finite number in epoch 2.*learning rate.*Try a tenth.*weights of epoch 1/s);
    if (!end.best) throw new Error('nothing kept');
    const network = await networkFromArtifacts(end.best.artifacts);
    for (const weight of network.getWeights()) expect(Array.from(weight.dataSync()).every(Number.isFinite)).toBe(true);
    network.dispose();
  });
});

describe('memory', () => {
  it('holds as many tensors after a run as before it, however the run ended', async () => {
    const before = memory().numTensors;
    await runJob(tinyJob());
    expect(memory().numTensors).toBe(before);

    const stop = new AbortController();
    await runJob(tinyJob(), (step) => (step.type === 'batch' ? stop.abort() : undefined), stop.signal);
    expect(memory().numTensors).toBe(before);

    await runJob(tinyJob({}, { learningRate: 1e30 }));
    expect(memory().numTensors).toBe(before);

    for await (const step of train(tinyJob(), new AbortController().signal)) if (step.type === 'epoch') break;
    expect(memory().numTensors).toBe(before);

    const failing = runJob(tinyJob(), () => Promise.reject(new Error('the page has gone')));
    await expect(failing).rejects.toThrow('the page has gone');
  });

  it('holds as many after a step that failed half-way', async () => {
    const before = memory().numTensors;
    const apply = vi.spyOn(Adam.prototype, 'apply').mockImplementation(() => {
      throw new Error('no memory left');
    });
    await expect(runJob(tinyJob())).rejects.toThrow('no memory left');
    apply.mockRestore();
    expect(memory().numTensors).toBe(before);
  });

  it('does not grow from batch to batch', async () => {
    const counts = new Set<number>();
    await runJob(tinyJob(), (step) => void (step.type === 'batch' && counts.add(memory().numTensors)));
    expect(counts.size).toBe(1);
  });
});

describe('jobs that cannot be trained', () => {
  it.each([
    ['no validation scans', tinyJob({ validation: stripes(0, 2, 1) }), /no scans in the validation part/],
    ['no training scans', tinyJob({ training: stripes(0, 2, 1) }), /no scans in the training part/],
    ['pixels of another size', tinyJob({ input: { size: 16, depth: 1 } }), /do not fit its 10 scans/],
    ['half an epoch', tinyJob({}, { epochs: 0.5 }), /Epochs must be a whole number/],
    ['an empty batch', tinyJob({}, { batchSize: 0 }), /batch size must be a whole number/],
    ['no learning rate', tinyJob({}, { learningRate: Number.NaN }), /learning rate must be a number above 0/],
    ['a batch too large for the memory', tinyJob({}, { batchSize: 2_000_000 }), /batch size of at most \d{6}, /],
    ['an impossible stack', tinyJob({ network: { preset: 'custom', layers: [] } }), /stack ends with a 8 x 8 image/],
  ])('are refused in words: %s', async (_what, job, words) => {
    await expect(runJob(job)).rejects.toThrow(words);
  });
});

function withoutTime<T extends { seconds: number }>({ seconds: _, ...record }: T): Omit<T, 'seconds'> {
  return record;
}

/** 20 epochs whose validation scans are labelled the other way round, so that the first ones are the best. */
function contradicted(changes: Partial<Hyperparameters>): TrainingJob {
  const { pixels, labels } = stripes(6, 2, 2);
  const validation = { pixels, labels: labels.map((label) => 1 - label) };
  const scans = { training: stripes(40, 2, 1), validation, augmentation: noAugmentation };
  return tinyJob(scans, { epochs: 20, patience: 3, warmUp: 0, ...changes });
}
