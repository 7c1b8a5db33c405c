import { env, memory } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, startComputeBackend } from '../compute/backend.ts';
import { drawTransforms } from '../preprocessing/augment.ts';
import { drawDegradation } from '../preprocessing/degradationDraw.ts';
import { noAugmentation } from '../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../statistics/random.ts';
import { holdImages, type InputShape, type LabelledPixels } from './batches.ts';

const everything = { ...noAugmentation, horizontalFlip: true, rotation: 20, zoom: 0.2, shift: 0.1, brightness: 0.3 };
const degradedBy = {
  ...{ contrast: 0.2, gamma: 0.5, blur: 2, resolution: 0.5, noise: 0.1, compression: 0, cutOut: 0.25 },
};
const chosen = [4, 0, 4, 2];

function noise({ size, depth }: InputShape): LabelledPixels {
  const random = createRandom(size);
  const pixels = Uint8Array.from({ length: 5 * size * size * depth }, () => random.integer(256));
  return { pixels, labels: new Uint8Array(5) };
}

/** The numbers of a batch with changes, and of one without; degraded or not. */
async function batches(shape: InputShape, degraded = false): Promise<Float32Array[]> {
  const random = createRandom(2);
  const changes = drawTransforms(chosen.length, shape.size, everything, () => random.next());
  const degradation = degraded ? chosen.map(() => drawDegradation(shape.size, degradedBy, () => random.next())) : null;
  const pictures = holdImages(noise(shape), shape, degraded);
  const tensors = [changes, null].map((each) => pictures.batch(chosen, each, degradation));
  const numbers = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
  for (const tensor of tensors) {
    expect(tensor.shape).toEqual([chosen.length, shape.size, shape.size, shape.depth]);
    tensor.dispose();
  }
  pictures.dispose();
  return numbers;
}

function expectClose(actual: readonly Float32Array[], expected: readonly Float32Array[]): void {
  expected.forEach((numbers, i) => {
    expect(numbers.every((value, place) => Math.abs(value - (actual[i]?.[place] ?? 9)) < 1e-5)).toBe(true);
  });
}

describe.each([
  { size: 32, depth: 1 },
  { size: 32, depth: 3 },
] as const)('batches of $size px, depth $depth', (shape) => {
  it.each(['wasm', 'webgl'] as const)('are on %s what they are in plain JavaScript', async (name) => {
    const offer = (await availableBackends()).find(({ backend }) => backend === name);
    if (!offer?.available) return console.warn(`Skipped: no ${name} here.`);
    await startComputeBackend('cpu');
    const expected = await batches(shape);
    await startComputeBackend(name);
    const before = memory().numTensors;
    expectClose(await batches(shape), expected);
    expect(memory().numTensors).toBe(before);
  });

  it.each(['wasm', 'webgl'] as const)('are degraded on %s as in plain JavaScript', async (name) => {
    const offer = (await availableBackends()).find(({ backend }) => backend === name);
    if (!offer?.available) return console.warn(`Skipped: no ${name} here.`);
    await startComputeBackend('cpu');
    const [expected, plain] = [await batches(shape, true), await batches(shape)];
    expect(Math.max(...(expected[1] ?? []).map((value, i) => Math.abs(value - (plain[1]?.[i] ?? 9))))).toBeGreaterThan(
      0.1,
    );
    await startComputeBackend(name);
    const before = memory().numTensors;
    expectClose(await batches(shape, true), expected);
    expect(memory().numTensors).toBe(before);
  });
});

it('pictures that do not fit on the GPU stay in memory', async () => {
  const offer = (await availableBackends()).find(({ backend }) => backend === 'webgl');
  if (!offer?.available) return console.warn('Skipped: no WebGL here.');
  const shape: InputShape = { size: 32, depth: 1 };
  await startComputeBackend('cpu');
  const expected = await batches(shape);
  await startComputeBackend('webgl');
  const side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  env().set('WEBGL_MAX_TEXTURE_SIZE', 8); // 256 bytes a texture, 1024 an image
  const pictures = holdImages(noise(shape), shape, false);
  env().set('WEBGL_MAX_TEXTURE_SIZE', side);
  const batch = pictures.batch(chosen, null, null);
  expectClose([await batch.data<'float32'>()], expected.slice(1));
  batch.dispose();
});
