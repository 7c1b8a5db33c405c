export type BackendName = 'webgl' | 'webgpu' | 'wasm' | 'cpu';

/** What the user asks for. 'auto': the fastest by measurement; until something was measured WebGL on a real GPU, else WASM, else CPU. */
export type BackendChoice = 'auto' | BackendName;

/** What does the arithmetic. */
export type EngineInfo = {
  readonly backend: BackendName;
  /** In words: the GPU's name, or 'SIMD, 1 thread'. */
  readonly device: string;
  /** Why this one, in a sentence: 'No GPU here: WebGL would be drawn by software.' */
  readonly reason: string;
};

/** What 'auto' tries first by measurement, and why, in a sentence; null: what goes by rule, because nothing was measured. */
export type EnginePreference = {
  readonly backend: BackendName | null;
  readonly reason: string;
  /** With how many threads WASM is the fastest; missing where that was not measured. */
  readonly wasmThreads?: number;
};

/** 'SIMD, 2 threads' */
export function wasmDevice(threads: number): string {
  return `SIMD, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

export const engineNames: Readonly<Record<BackendName, string>> = {
  webgl: 'WebGL',
  webgpu: 'WebGPU',
  wasm: 'WASM',
  cpu: 'Plain JavaScript',
};
