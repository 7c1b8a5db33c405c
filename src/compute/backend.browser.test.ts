import { backend, getBackend, matMul, memory, tensor2d, tidy } from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { availableBackends, startComputeBackend } from './backend.ts';
import { BackendLostError } from './backendLostError.ts';
import { assertBackendAlive } from './canary.ts';
import { onBackendLost } from './contextLoss.ts';
import { isSoftwareRenderer } from './softwareRenderer.ts';
import { readableRenderer } from './webglDevice.ts';
import { adapterName } from './webgpuDevice.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** As in a browser without WebGPU. */
function withoutWebGPU(): void {
  vi.spyOn(navigator, 'gpu', 'get').mockReturnValue(undefined as never);
}

describe('the choice of a backend', () => {
  it('offers all four, and recommends WASM where WebGL would be drawn by software', async () => {
    const offers = await availableBackends();
    expect(offers.map((offer) => offer.backend)).toEqual(['webgl', 'webgpu', 'wasm', 'cpu']);
    const webgl = offers.find((offer) => offer.backend === 'webgl');
    const recommended = offers.filter((offer) => offer.recommended).map((offer) => offer.backend);
    // A machine with a GPU runs these tests too.
    const software = !webgl?.available || /software/.test(webgl.device);
    if (software) expect(recommended).not.toContain('webgl');
    else expect(recommended).toEqual(['webgl']);
    if (software && webgl?.available) expect(webgl.note).toMatch(/No GPU here/);
  });

  it('starts each backend that can be had, and its arithmetic is right', async () => {
    const offers = await availableBackends();
    for (const { backend, available } of offers) {
      if (!available) continue;
      const info = await startComputeBackend(backend);
      expect(info.backend).toBe(backend);
      expect(info.device).not.toBe('');
      expect(getBackend()).toBe(backend);
      const product = tidy(() => matMul(tensor2d([[1, 2]]), tensor2d([[10], [100]])));
      expect([...(await product.data())]).toEqual([210]);
      product.dispose();
    }
  });

  it('says in words why a backend that was chosen cannot be had', async () => {
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
    await expect(startComputeBackend('webgl')).rejects.toThrow(
      /WebGL cannot be used here\. This browser offers no WebGL 2/,
    );
    withoutWebGPU();
    const auto = await startComputeBackend('auto');
    expect(auto.backend).toBe('wasm');
    expect(auto.reason).toMatch(/offers no WebGL 2/);
    await expect(startComputeBackend('webgpu')).rejects.toThrow(
      /WebGPU cannot be used here\. This browser offers no WebGPU/,
    );
  });

  it('falls back to plain JavaScript where there is no WebAssembly', async () => {
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
    withoutWebGPU();
    vi.stubGlobal('WebAssembly', undefined);
    const auto = await startComputeBackend('auto');
    expect(auto).toMatchObject({ backend: 'cpu' });
    expect(auto.reason).toMatch(/WebAssembly switched off/);
  });
});

describe('auto', () => {
  it('takes what was measured to be the fastest, with the figures as the reason', async () => {
    const preferred = { backend: 'cpu', reason: 'The fastest here: 4 scans/s.' } as const;
    expect(await startComputeBackend('auto', { preferred })).toMatchObject(preferred);
  });

  it('takes the next where the measured one does not start or computes wrongly, and says why', async () => {
    const preferred = { backend: 'cpu', reason: 'The fastest here: 4 scans/s.' } as const;
    const canary = vi.fn(async () => {
      if (getBackend() === 'cpu') throw new Error('Plain JavaScript computes wrong numbers.');
    });
    const info = await startComputeBackend('auto', { preferred, canary });
    expect(info.backend).not.toBe('cpu');
    expect(info.reason).toMatch(/^Plain JavaScript computes wrong numbers\./);
  });

  it('goes by rule where nothing could be measured, and says so', async () => {
    const preferred = { backend: null, reason: 'No backend finished a step.' };
    const [rule] = (await availableBackends()).filter((offer) => offer.recommended);
    const info = await startComputeBackend('auto', { preferred });
    expect(info.backend).toBe(rule?.backend);
    expect(info.reason).toMatch(/^No backend finished a step\. /);
  });

  it('refuses a chosen backend that computes wrongly, in words', async () => {
    const canary = () => Promise.reject(new Error('WASM computes wrong numbers.'));
    await expect(startComputeBackend('wasm', { canary })).rejects.toThrow('WASM computes wrong numbers.');
  });
});

describe('names of renderers', () => {
  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.7, 256 bits)',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Mesa OffScreen',
    'Software Rasterizer',
  ])('%s is software', (renderer) => expect(isSoftwareRenderer(renderer)).toBe(true));

  it.each([
    ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)', 'NVIDIA GeForce RTX 3060'],
    ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', 'ANGLE Metal Renderer: Apple M2'],
    ['Apple GPU', 'Apple GPU'],
    ['NVIDIA GeForce GTX 980, or similar', 'NVIDIA GeForce GTX 980, or similar'],
  ])('%s is a GPU', (renderer, readable) => {
    expect(isSoftwareRenderer(renderer)).toBe(false);
    expect(readableRenderer(renderer)).toBe(readable);
  });
});

it.each(['OUT_OF_MEMORY', 'INVALID_FRAMEBUFFER_OPERATION'] as const)(
  'takes a graphics card that has no memory left (%s) for lost, because its numbers are zeros',
  async (shortage) => {
    const webgl = (await availableBackends()).find((offer) => offer.backend === 'webgl');
    if (!webgl?.available) return console.warn('Skipped: no WebGL here.');
    await startComputeBackend('webgl');
    const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
    const errors = vi.spyOn(gl, 'getError');
    errors.mockReturnValueOnce(gl.INVALID_VALUE).mockReturnValueOnce(gl[shortage]);
    await expect(assertBackendAlive()).rejects.toThrow(/no memory left/);
    errors.mockReturnValueOnce(gl.INVALID_VALUE);
    await assertBackendAlive();
    await startComputeBackend('wasm');
  },
);

it('takes a graphics card that cannot begin to compute for lost, though its context is not said to be', async () => {
  const webgl = (await availableBackends()).find((offer) => offer.backend === 'webgl');
  if (!webgl?.available) return console.warn('Skipped: no WebGL here.');
  await startComputeBackend('webgl');
  const { gpgpu } = backend() as unknown as { gpgpu: { executeProgram(): void } };
  vi.spyOn(gpgpu, 'executeProgram').mockImplementation(() => {
    throw new Error('Failed to compile fragment shader.');
  });
  const before = memory().numTensors;
  await expect(assertBackendAlive()).rejects.toThrow(BackendLostError);
  expect(memory().numTensors).toBe(before);
  await startComputeBackend('wasm');
});

describe('a lost graphics context', () => {
  it('is told of, and fails the canary, so that no result of it is shown', async () => {
    const webgl = (await availableBackends()).find((offer) => offer.backend === 'webgl');
    if (!webgl?.available) return console.warn('Skipped: no WebGL here.');
    await startComputeBackend('webgl');
    await assertBackendAlive();
    const reasons: string[] = [];
    const told = new Promise<void>((resolve) => {
      onBackendLost((reason) => {
        reasons.push(reason);
        resolve();
      });
    });
    const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    await expect(assertBackendAlive()).rejects.toThrow(BackendLostError);
    vi.spyOn(gl, 'isContextLost').mockReturnValueOnce(false); // as if it went while the answer is awaited
    await expect(assertBackendAlive()).rejects.toThrow(/the graphics context was lost/);
    await told;
    expect(reasons[0]).toMatch(/graphics card stopped answering/);
    // What fails without a context fails because of that.
    const canary = () => Promise.reject(new Error('Failed to compile fragment shader.'));
    await expect(startComputeBackend('webgl', { canary })).rejects.toThrow(BackendLostError);
    await startComputeBackend('wasm');
    await expect(startComputeBackend('wasm', { canary })).rejects.toThrow('Failed to compile fragment shader.');
  });

  it('is told of WebGPU too', async () => {
    const webgpu = (await availableBackends()).find((offer) => offer.backend === 'webgpu');
    if (!webgpu?.available) return console.warn('Skipped: no WebGPU here.');
    await startComputeBackend('webgpu');
    const told = new Promise<string>((resolve) => onBackendLost(resolve));
    const { device } = backend() as unknown as { device: GPUDevice };
    device.createBuffer({ size: 16, usage: 0 }); // an invalid one: the device refuses it without an exception
    await device.queue.onSubmittedWorkDone();
    expect(await told).toMatch(/graphics card refused a calculation/);
    await startComputeBackend('wasm');
  });
});

it('takes a WebGPU adapter that tells nothing of itself, as those of the first browsers', async () => {
  const adapter = {};
  vi.spyOn(navigator, 'gpu', 'get').mockReturnValue({ requestAdapter: () => Promise.resolve(adapter) } as never);
  const webgpu = (await availableBackends()).find((offer) => offer.backend === 'webgpu');
  expect(webgpu).toMatchObject({ available: true, device: 'a GPU that does not give its name' });
});

it.each([
  [{ vendor: 'nvidia', architecture: 'ampere', description: '' }, 'nvidia ampere'],
  [{ vendor: '', architecture: '', description: 'Apple M2' }, 'Apple M2'],
  [{ vendor: '', architecture: '', description: '' }, 'a GPU that does not give its name'],
])('names a WebGPU adapter by what it tells of itself', (info, name) => {
  expect(adapterName(info as GPUAdapterInfo)).toBe(name);
});

it('leaves no tensor behind when the canary has sung', async () => {
  await startComputeBackend('wasm');
  const before = memory().numTensors;
  await assertBackendAlive();
  expect(memory().numTensors).toBe(before);
});

it('says in words when the memory of WASM is full, instead of writing over other numbers', async () => {
  await startComputeBackend('wasm');
  const { wasm } = backend() as unknown as { wasm: { _malloc(bytes: number): number; _free(at: number): void } };
  const most = wasm._malloc(2.5e9); // of 4 GB; never touched, so that the machine has not to provide it
  expect(() => wasm._malloc(2.5e9)).toThrow(/There is no memory left for the 2384 MB/);
  wasm._free(most);
  await assertBackendAlive();
});
