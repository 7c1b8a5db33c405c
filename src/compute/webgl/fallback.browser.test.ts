import { backend, env, maxPool, ones, type Tensor4D, tidy } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { afterEach, expect, it, vi } from 'vitest';
import { availableBackends, startComputeBackend } from '../backend.ts';
import { webglKernelFailures } from './registerWebglTrainingKernels.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function isThere(): Promise<boolean> {
  const offer = (await availableBackends()).find((offer) => offer.backend === 'webgl');
  if (!offer?.available) console.warn('Skipped: no WebGL here.');
  return offer?.available === true;
}

const pooled = (side: number) =>
  Array.from(tidy(() => maxPool(ones([1, side, side, 1]) as Tensor4D, 2, 2, 'valid').dataSync()));

it('a tensor that is too large for a texture says nothing against the kernels', async () => {
  if (!(await isThere())) return;
  await startComputeBackend('webgl');
  const side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  env().set('WEBGL_MAX_TEXTURE_SIZE', 8);
  expect(() => pooled(30)).toThrow(/Requested texture size/);
  env().set('WEBGL_MAX_TEXTURE_SIZE', side);
  expect(webglKernelFailures()).toEqual([]);
  expect(pooled(30)).toEqual(Array(225).fill(1));
});

it("a kernel that the driver does not compile leaves its work to tfjs's own, and the backend's reason says so", async () => {
  if (!(await isThere())) return;
  const whole = await startComputeBackend('webgl');
  expect(whole.reason).toBe('You chose WebGL.');
  const info = await startComputeBackend('webgl', {
    canary: async () => {
      const failing = vi.spyOn(backend() as MathBackendWebGL, 'runWebGLProgram').mockImplementationOnce(() => {
        throw new Error('Failed to compile fragment shader.');
      });
      expect(pooled(6)).toEqual(Array(9).fill(1));
      failing.mockRestore();
    },
  });
  expect(info.reason).toBe(
    'You chose WebGL. This driver does not run all of the faster programs, so slower ones take their place ' +
      '(MaxPool: Failed to compile fragment shader.).',
  );
  expect(pooled(6)).toEqual(Array(9).fill(1));
});
