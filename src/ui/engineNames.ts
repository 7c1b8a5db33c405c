import type { BackendName } from '../compute/engineInfo.ts';

export const ENGINE_NAMES: Readonly<Record<BackendName, string>> = {
  webgl: 'WebGL',
  webgpu: 'WebGPU',
  wasm: 'WASM',
  cpu: 'CPU',
};
