import { env, memory, setBackend, type Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawTransforms, valuesPerTransform } from '../../preprocessing/augment.ts';
import { augmentImage } from '../../preprocessing/augmentImage.ts';
import { toUnitRange } from '../../preprocessing/preprocess.ts';
import { noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../../statistics/random.ts';
import { GpuImageStore } from './gpuImageStore.ts';
import { startWebGL } from './started.fixture.ts';
import { runningWebGL } from './webglBackend.ts';

let available = false;
beforeAll(async () => {
  available = await startWebGL();
});

type Shape = { readonly size: number; readonly depth: 1 | 3 };

function noise(count: number, { size, depth }: Shape): Uint8Array {
  const random = createRandom(size * depth);
  return Uint8Array.from({ length: count * size * size * depth }, () => random.integer(256));
}

function numbersOf(tensor: Tensor): Float32Array {
  const numbers = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return numbers;
}

function farthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Array.from(expected).reduce((most, value, i) => Math.max(most, Math.abs((actual[i] ?? 9) - value)), 0);
}

function held(pixels: Uint8Array, shape: Shape): GpuImageStore {
  const pictures = GpuImageStore.hold(pixels, shape);
  if (!pictures) throw new Error('WebGL does not hold the pictures.');
  return pictures;
}

const everything = { ...noAugmentation, horizontalFlip: true, rotation: 30, zoom: 0.2, shift: 0.3, brightness: 0.5 };

describe('pictures on the GPU', () => {
  it.each([
    { size: 64, depth: 1 },
    { size: 64, depth: 3 },
    { size: 7, depth: 1 },
    { size: 9, depth: 3 },
  ] as const)('come back as they are, in the order asked for ($size px, depth $depth)', async (shape) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const pixels = noise(5, shape);
    const pictures = held(pixels, shape);
    const bytes = shape.size ** 2 * shape.depth;
    const scans = [3, 0, 4, 3];
    const expected = new Float32Array(scans.length * bytes);
    scans.forEach((scan, place) => {
      toUnitRange(pixels.subarray(scan * bytes, (scan + 1) * bytes), expected, place * bytes);
    });
    expect(farthest(numbersOf(pictures.batch(scans, null)), expected)).toBeLessThan(1e-6);
    pictures.dispose();
  });

  it.each([
    { size: 128, depth: 1 },
    { size: 33, depth: 3 },
    { size: 8, depth: 3 },
  ] as const)(
    'are flipped, turned, zoomed, shifted and lit as the processor does it ($size px, depth $depth)',
    (shape) => {
      if (!available) return console.warn('Skipped: no WebGL here.');
      const count = 6;
      const pixels = noise(count, shape);
      const bytes = shape.size ** 2 * shape.depth;
      const expected = new Float32Array(count * bytes);
      const random = createRandom(1);
      const changes = drawTransforms(count, shape.size, everything, () => random.next());
      for (let scan = 0; scan < count; scan++) {
        const picture = { ...shape, pixels: pixels.subarray(scan * bytes, (scan + 1) * bytes) };
        augmentImage(picture, changes, scan, expected, scan * bytes);
      }
      const pictures = held(pixels, shape);
      const scans = Array.from({ length: count }, (_, scan) => scan);
      const actual = numbersOf(pictures.batch(scans, changes));
      expect(farthest(actual, expected)).toBeLessThan(1e-5);
      expect(actual.filter((value) => value === 0).length).toBeGreaterThan(bytes / 50); // black came in from outside
      expect(actual.filter((value) => value === 1).length).toBeGreaterThan(0); // brightness was clipped
      pictures.dispose();
    },
  );

  it('lie in several textures where one is too small', () => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const shape: Shape = { size: 7, depth: 3 };
    const pixels = noise(150, shape);
    const side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
    env().set('WEBGL_MAX_TEXTURE_SIZE', 64); // 16 KB a texture: 111 images
    const pictures = held(pixels, shape);
    env().set('WEBGL_MAX_TEXTURE_SIZE', side);
    const scans = [149, 0, 110, 111];
    const expected = scans.flatMap((scan) => Array.from(toUnitRange(pixels.subarray(scan * 147, (scan + 1) * 147))));
    expect(farthest(numbersOf(pictures.batch(scans, null)), expected)).toBeLessThan(1e-6);
    pictures.dispose();
  });

  it('leave nothing behind, and compile one shader for every batch of a size', () => {
    const backend = runningWebGL();
    if (!backend) return console.warn('Skipped: no WebGL here.');
    const shape: Shape = { size: 8, depth: 1 };
    const pixels = noise(20, shape);
    const measure = () => [memory().numTensors, memory().numDataBuffers, backend.numDataIds()];
    const before = measure();
    const pictures = held(pixels, shape);
    numbersOf(pictures.batch([1, 2, 3], null));
    const { binaryCache } = backend as unknown as { binaryCache: Record<string, unknown> };
    const [shaders, textures] = [Object.keys(binaryCache).length, backend.getTextureManager().getNumUsedTextures()];
    for (let step = 0; step < 5; step++) {
      const changes = Float32Array.from({ length: 3 * valuesPerTransform }, (_, i) => Math.sin(i + step));
      numbersOf(pictures.batch([step, step + 1, 19 - step], changes));
    }
    expect(Object.keys(binaryCache)).toHaveLength(shaders);
    expect(backend.getTextureManager().getNumUsedTextures()).toBe(textures);
    pictures.dispose();
    pictures.dispose();
    expect(measure()).toEqual(before);
    expect(() => pictures.batch([0], null)).toThrow(/no longer on the GPU/);
  });

  it('refuse a picture that is not there, and changes that do not fit', () => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const pictures = held(noise(2, { size: 4, depth: 1 }), { size: 4, depth: 1 });
    expect(() => pictures.batch([2], null)).toThrow(/no image 2 among the 2/);
    expect(() => pictures.batch([0, 1], new Float32Array(7))).toThrow(/14 numbers/);
    pictures.dispose();
  });

  it('are not held where they need more than the textures have, or WebGL is not in use', async () => {
    const pixels = noise(2, { size: 64, depth: 3 });
    if (available) {
      const side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
      env().set('WEBGL_MAX_TEXTURE_SIZE', 32); // 4 KB a texture, 12 KB an image
      expect(GpuImageStore.hold(pixels, { size: 64, depth: 3 })).toBeNull();
      env().set('WEBGL_MAX_TEXTURE_SIZE', side);
    }
    await setBackend('cpu');
    expect(GpuImageStore.hold(pixels, { size: 64, depth: 3 })).toBeNull();
    if (available) await setBackend('webgl');
  });
});
