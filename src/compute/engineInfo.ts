export type BackendName = 'webgl' | 'wasm' | 'cpu';

/** What the user asks for. 'auto': WebGL on a real GPU, else WASM, else CPU. */
export type BackendChoice = 'auto' | BackendName;

/** What does the arithmetic. */
export type EngineInfo = {
  readonly backend: BackendName;
  /** In words: the GPU's name, or 'SIMD, 1 thread'. */
  readonly device: string;
  /** Why this one, in a sentence: 'No GPU here: WebGL would be drawn by software.' */
  readonly reason: string;
};
