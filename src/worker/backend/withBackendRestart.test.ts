import { expect, test } from 'vitest';
import { BackendLostError } from '../../compute/backendLostError.ts';
import type { BackendInfo } from '../../compute/backends.ts';
import { withBackendRestart } from './withBackendRestart.ts';

/** A host whose backend dies the first `losses` times it is given work. */
function dyingHost(losses: number) {
  const asked: string[] = [];
  const start = async (choice: string): Promise<BackendInfo> => {
    asked.push(choice);
    return { backend: choice === 'wasm' ? 'wasm' : 'webgl', device: 'test', reason: `You chose ${choice}.` };
  };
  return {
    asked,
    start,
    startAny: () => start('any'),
    run: async <T>(work: (backend: never) => Promise<T>): Promise<T> => {
      if (losses-- > 0) throw new BackendLostError('gone');
      return work({} as never);
    },
    close() {},
  };
}

test('work that loses its backend is done again, and after two losses without the GPU', async () => {
  const host = dyingHost(2);
  const reasons: string[] = [];
  const backend = await withBackendRestart(
    host,
    'webgl',
    async (_, info) => info.backend,
    (reason) => reasons.push(reason),
  );
  expect(host.asked).toEqual(['webgl', 'webgl', 'wasm']);
  expect(backend).toBe('wasm');
  expect(reasons).toEqual(['gone', 'gone']);
});

test('a backend that is lost on every attempt is an error in the end, not an endless loop', async () => {
  const host = dyingHost(Number.POSITIVE_INFINITY);
  await expect(withBackendRestart(host, 'any', async () => 1)).rejects.toThrow('gone');
  expect(host.asked).toEqual(['any', 'any', 'wasm', 'wasm', 'wasm']);
});

test('an error of the work itself is not tried again', async () => {
  const host = dyingHost(0);
  const work = () => withBackendRestart(host, 'auto', () => Promise.reject(new Error('no scans')));
  await expect(work()).rejects.toThrow('no scans');
  expect(host.asked).toEqual(['auto']);
});

test('a loss that the backend noticed itself counts too, though only its name survives the crossing', async () => {
  const host = dyingHost(0);
  let attempts = 0;
  const answer = await withBackendRestart(host, 'auto', async () => {
    attempts += 1;
    if (attempts === 1) throw Object.assign(new Error('zeros'), { name: 'BackendLostError' });
    return 'done';
  });
  expect([answer, attempts]).toEqual(['done', 2]);
});

test('whoever hears of a loss can give the work up, and no other backend is started', async () => {
  const host = dyingHost(1);
  const giveUp = () => {
    throw new Error('stopped');
  };
  await expect(withBackendRestart(host, 'auto', async () => 1, giveUp)).rejects.toThrow('stopped');
  expect(host.asked).toEqual(['auto']);
});

test('where a lost backend cannot be had again, the work goes on without the GPU', async () => {
  const host = dyingHost(1);
  const start = async (choice: string) => {
    if (host.asked.length > 0 && choice !== 'wasm') throw new Error('This browser offers no WebGL 2 here.');
    return host.start(choice);
  };
  const onWebgl = () => withBackendRestart({ ...host, start }, 'webgl', async (_, info) => info);
  // Nobody chose WASM.
  expect(await onWebgl()).toEqual({ backend: 'wasm', device: 'test', reason: expect.stringMatching(/was lost/) });
});

test('a backend that never started is not passed over: the choice was a person’s', async () => {
  const host = dyingHost(0);
  const start = () => Promise.reject(new Error('This browser offers no WebGL 2 here.'));
  const onWebgl = () => withBackendRestart({ ...host, start }, 'webgl', async () => 1);
  await expect(onWebgl()).rejects.toThrow('This browser offers no WebGL 2 here.');
});
