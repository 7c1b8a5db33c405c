import { backend, getBackend, matMul, memory, tensor2d, tidy } from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { offerEngines, startEngine } from './backend.ts';
import { assertEngineAlive, EngineLostError } from './canary.ts';
import { onEngineLost } from './contextLoss.ts';
import { isSoftwareRenderer, readableRenderer } from './webglDevice.ts';

afterEach(() => vi.restoreAllMocks());

describe('the choice of a backend', () => {
  it('offers all three, and recommends WASM where WebGL would be drawn by software', async () => {
    const engines = await offerEngines();
    expect(engines.map((engine) => engine.backend)).toEqual(['webgl', 'wasm', 'cpu']);
    const webgl = engines.find((engine) => engine.backend === 'webgl');
    const recommended = engines.filter((engine) => engine.recommended).map((engine) => engine.backend);
    // A machine with a GPU runs these tests too.
    const software = !webgl?.available || /software/.test(webgl.device);
    expect(recommended).toEqual([software ? 'wasm' : 'webgl']);
    if (software && webgl?.available) expect(webgl.note).toMatch(/No GPU here/);
  });

  it('starts each backend that can be had, and its arithmetic is right', async () => {
    const engines = await offerEngines();
    for (const { backend, available } of engines) {
      if (!available) continue;
      const info = await startEngine(backend);
      expect(info.backend).toBe(backend);
      expect(info.device).not.toBe('');
      expect(getBackend()).toBe(backend);
      expect(tidy(() => Array.from(matMul(tensor2d([[1, 2]]), tensor2d([[10], [100]])).dataSync()))).toEqual([210]);
    }
  });

  it('says in words why a backend that was chosen cannot be had', async () => {
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
    await expect(startEngine('webgl')).rejects.toThrow(/WebGL cannot be used here\. This browser offers no WebGL 2/);
    const auto = await startEngine('auto');
    expect(auto.backend).toBe('wasm');
    expect(auto.reason).toMatch(/offers no WebGL 2/);
  });

  it('falls back to plain JavaScript where there is no WebAssembly', async () => {
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
    vi.stubGlobal('WebAssembly', undefined);
    const auto = await startEngine('auto');
    vi.unstubAllGlobals();
    expect(auto).toMatchObject({ backend: 'cpu' });
    expect(auto.reason).toMatch(/WebAssembly switched off/);
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

describe('a lost graphics context', () => {
  it('is told of, and fails the canary, so that no result of it is shown', async () => {
    const webgl = (await offerEngines()).find((engine) => engine.backend === 'webgl');
    if (!webgl?.available) return console.warn('Skipped: no WebGL here.');
    await startEngine('webgl');
    await assertEngineAlive();
    const reasons: string[] = [];
    const told = new Promise<void>((resolve) => {
      onEngineLost((reason) => {
        reasons.push(reason);
        resolve();
      });
    });
    (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu.gl
      .getExtension('WEBGL_lose_context')
      ?.loseContext();
    await expect(assertEngineAlive()).rejects.toThrow(EngineLostError);
    await told;
    expect(reasons[0]).toMatch(/graphics card stopped answering/);
    await startEngine('wasm');
  });
});

it('leaves no tensor behind when the canary has sung', async () => {
  await startEngine('wasm');
  const before = memory().numTensors;
  await assertEngineAlive();
  expect(memory().numTensors).toBe(before);
});

it('says in words when the memory of WASM is full, instead of writing over other numbers', async () => {
  await startEngine('wasm');
  const { wasm } = backend() as unknown as { wasm: { _malloc(bytes: number): number; _free(at: number): void } };
  const most = wasm._malloc(2.5e9); // of 4 GB; never touched, so that the machine has not to provide it
  expect(() => wasm._malloc(2.5e9)).toThrow(/There is no memory left for the 2384 MB/);
  wasm._free(most);
  await assertEngineAlive();
});
