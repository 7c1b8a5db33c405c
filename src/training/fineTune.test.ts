import { setBackend } from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { product } from '../model/layerDefinition/layerShape.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import type { Checkpoint } from './checkpoint.ts';
import { fineTunedLosses, fineTuningJob } from './fineTune.fixture.ts';
import { runJob } from './trainingJob.fixture.ts';

beforeAll(() => setBackend('cpu'));

function weightsByName({ weightSpecs, weights }: NetworkArtifacts): Map<string, number[]> {
  let at = 0;
  return new Map(
    weightSpecs.map(({ name, shape }) => {
      const values = new Float32Array(weights, at, product(shape));
      at += values.byteLength;
      return [name, [...values]];
    }),
  );
}

test.each([2, 3] as const)(
  'five steps behind four frozen layers give the losses that Keras gives (%i classes)',
  async (classCount) => {
    const { history } = await runJob(fineTuningJob(classCount));
    expect(history.batchLosses).toHaveLength(5);
    for (const [step, loss] of history.batchLosses.entries())
      expect(loss).toBeCloseTo(fineTunedLosses[classCount][step] ?? Number.NaN, 5);
  },
);

test('frozen layers keep their weights to the bit, moving averages among them; the others learn', async () => {
  const job = fineTuningJob(2);
  const { best } = await runJob({ ...job, hyperparameters: { ...job.hyperparameters, weightDecay: 0.1 } });
  const after = weightsByName(best?.artifacts ?? { topology: {}, weightSpecs: [], weights: new ArrayBuffer(0) });
  expect(after.size).toBe(9);
  for (const { name, values } of job.start?.weights ?? []) {
    if (/^(conv|batch)/.test(name)) expect(after.get(name)).toEqual([...values]);
    else expect(after.get(name)).not.toEqual([...values]);
  }
  expect(JSON.stringify(best?.artifacts.topology)).not.toContain('"trainable":false');
});

test('with nothing frozen every layer learns from where the model was', async () => {
  const { best, history } = await runJob(fineTuningJob(2, 0));
  expect(history.batchLosses[0]).not.toBeCloseTo(fineTunedLosses[2][0] ?? 0, 3); // batch norm of the batch
  const after = weightsByName(best?.artifacts ?? { topology: {}, weightSpecs: [], weights: new ArrayBuffer(0) });
  for (const { name, values } of fineTuningJob(2).start?.weights ?? [])
    expect(after.get(name)).not.toEqual([...values]);
});

test('a run that is interrupted goes on with the same losses', async () => {
  const job = fineTuningJob(3);
  const checkpoints: Checkpoint[] = [];
  const whole = await runJob(job, async (step) => {
    if (step.type === 'epoch') checkpoints.push(await step.checkpoint());
  });
  const resumed = await runJob({ ...job, checkpoint: checkpoints[1] ?? null });
  expect(resumed.history.batchLosses).toEqual(whole.history.batchLosses);
});

test('weights of another network are refused', async () => {
  const job = fineTuningJob(2);
  const start = { frozen: 0, weights: [{ name: 'conv_1/kernel', values: new Float32Array(4) }] };
  await expect(runJob({ ...job, start })).rejects.toThrow("'conv_1/kernel' of the model to start from do not fit");
});
