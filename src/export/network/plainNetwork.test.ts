import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chainsOf } from './chains.ts';
import { plainPredict } from './plainNetwork.ts';
import { randomNetwork } from './randomNetwork.fixture.ts';

beforeAll(() => tf.setBackend('cpu'));

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
  'network %i of the editor answers the same in plain JavaScript',
  async (seed) => {
    const model = await randomNetwork(seed);
    const chains = chainsOf(model);
    const pixels = model.inputs.length / model.count;
    const answers = Array.from({ length: model.count }, (_, i) => [
      ...plainPredict(chains, model.inputs.slice(i * pixels, (i + 1) * pixels)),
    ]).flat();
    expect(answers).toHaveLength(model.answers.length);
    answers.forEach((answer, index) => {
      expect(answer).toBeCloseTo(model.answers[index] ?? Number.NaN, 5);
    });
  },
);
