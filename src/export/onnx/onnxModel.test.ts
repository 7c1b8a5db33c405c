import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { randomNetwork } from '../network/randomNetwork.fixture.ts';
import { writeOnnx } from './onnxModel.ts';

beforeAll(() => tf.setBackend('cpu'));

/** The largest difference between ONNX Runtime's answers and those of tfjs. */
test.each([1, 2, 3, 4, 5, 6])('network %i of the editor answers the same in ONNX Runtime', async (seed) => {
  const model = await randomNetwork(seed);
  const { size, depth } = model.card.preprocessing;
  const session = await InferenceSession.create(await writeOnnx(model));
  const image = new Tensor('float32', model.inputs, [model.count, size, size, depth]);
  const { probabilities } = await session.run({ image });
  const answers = probabilities?.data as Float32Array;
  expect(answers).toHaveLength(model.answers.length);
  answers.forEach((answer, index) => {
    expect(answer).toBeCloseTo(model.answers[index] ?? Number.NaN, 5);
  });
});
