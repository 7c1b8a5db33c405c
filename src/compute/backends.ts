/** What is known of a backend before this device was asked. */
export type Backend = {
  readonly label: string;
  /** What it is good for, in a sentence, where nothing of this device speaks against it. */
  readonly help: string;
  /** Whether it works on by itself after a call of it has returned. */
  readonly gpu: boolean;
};

/** Every backend, in the order of the form: best first as far as one can say without measuring. The page loads this file at once, so it knows no library. */
export const BACKENDS = {
  webgl: { label: 'WebGL', help: 'A GPU is the fastest way to train.', gpu: true },
  webgpu: { label: 'WebGPU', help: 'The newer way to compute on a GPU.', gpu: true },
  wasm: { label: 'WASM', help: 'Fast arithmetic on the processor, the best choice without a GPU.', gpu: false },
  cpu: { label: 'CPU', help: 'Always works, some twenty times slower than WASM.', gpu: false },
} as const satisfies Readonly<Record<string, Backend>>;

export type BackendName = keyof typeof BACKENDS;
export const BACKEND_NAMES = Object.keys(BACKENDS) as readonly BackendName[];

/** What the user asks for. 'auto': the fastest by measurement; until something was measured WebGL on a real GPU, else WASM, else CPU. */
export type BackendChoice = 'auto' | BackendName;

/** What a backend would run on here. */
export type BackendOffer = {
  readonly backend: BackendName;
  readonly available: boolean;
  readonly device: string;
  /** Why it is, or is not, available and first choice. */
  readonly note: string;
  /** What 'auto' takes where nothing was measured. */
  readonly recommended: boolean;
};

/** What does the arithmetic. */
export type BackendInfo = {
  readonly backend: BackendName;
  /** In words: the GPU's name, or 'SIMD, 1 thread'. */
  readonly device: string;
  /** Why this one, in a sentence: 'No GPU here: WebGL would be drawn by software.' */
  readonly reason: string;
};

/** What 'auto' tries first by measurement, and why, in a sentence; null: what goes by rule, because nothing was measured. */
export type BackendPreference = {
  readonly backend: BackendName | null;
  readonly reason: string;
  /** With how many threads WASM is the fastest; missing where that was not measured. */
  readonly wasmThreads?: number;
};

/** 'SIMD, 2 threads' */
export function wasmDevice(threads: number): string {
  return `SIMD, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
