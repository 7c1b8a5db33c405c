import { env } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { availableBackends, startComputeBackend } from '../compute/backend.ts';
import { trainingSelfTest } from './selfTest/trainingSelfTest.ts';

it('a GPU that draws 16-bit numbers only is refused in words', async () => {
  const offer = (await availableBackends()).find((offer) => offer.backend === 'webgl');
  if (!offer?.available) return console.warn('Skipped: no WebGL here.');
  env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
  await expect(startComputeBackend('webgl', { canary: trainingSelfTest })).rejects.toThrow(
    /WebGL computes wrong numbers on this device.*choose another backend, or Auto/,
  );
});
