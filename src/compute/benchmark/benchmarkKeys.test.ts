import { describe, expect, it } from 'vitest';
import { presets } from '../../model/presets.ts';
import { networkKey, settingKey } from './benchmarkKeys.ts';

const [compact = expect.fail('no preset'), course = expect.fail('no preset')] = presets;
const step = { network: course.network, input: { size: 64, depth: 1 }, classCount: 2, batchSize: 32 } as const;

describe('the key of a network', () => {
  it.each([
    ['layers', { ...step, network: compact.network }],
    ['size of a kernel', { ...step, network: withFirst({ kernels: 33 }) }],
    ['input size', { ...step, input: { size: 128, depth: 1 } as const }],
    ['depth', { ...step, input: { size: 64, depth: 3 } as const }],
    ['number of classes', { ...step, classCount: 3 }],
    ['batch', { ...step, batchSize: 16 }],
  ])('changes with the %s', (_what, changed) => {
    expect(networkKey(changed)).not.toBe(networkKey(step));
  });

  it('is the same for the same layers under another name, however their fields are ordered', () => {
    const layers = course.network.layers.map(
      (layer) => Object.fromEntries(Object.entries(layer).reverse()) as typeof layer,
    );
    const network = { preset: 'custom', layers };
    expect(networkKey({ ...step, network })).toBe(networkKey(step));
  });
});

function withFirst(fields: object) {
  const [first, ...others] = course.network.layers;
  return { ...course.network, layers: [{ ...first, ...fields } as typeof first & object, ...others] };
}

describe('the key of a setting', () => {
  const offers = [
    { backend: 'webgl', available: true, device: 'NVIDIA GeForce RTX 3060' },
    { backend: 'wasm', available: true, device: 'SIMD, 2 threads' },
  ] as const;
  const here = { version: '1.0.0', userAgent: 'Chromium 156', cores: 2 };

  it.each([
    ['version', settingKey(offers, { ...here, version: '1.0.1' })],
    ['browser', settingKey(offers, { ...here, userAgent: 'Chromium 157' })],
    ['cores', settingKey(offers, { ...here, cores: 4 })],
    ['GPU', settingKey([{ ...offers[0], device: 'Apple M2' }, offers[1]], here)],
    ['threads', settingKey([offers[0], { ...offers[1], device: 'SIMD, 1 thread' }], here)],
    ['backends', settingKey([{ ...offers[0], available: false }, offers[1]], here)],
  ])('changes with the %s', (_what, key) => {
    expect(key).not.toBe(settingKey(offers, here));
  });
});
