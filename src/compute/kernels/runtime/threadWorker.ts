import { clearVectorState } from '../../../decoding/wasm/vectorState.ts';
import type { KernelExports } from './kernelRuntime.ts';

/** One thread of the kernels: it shares the heap, and sleeps in WebAssembly between jobs. It hears only one message. */
type ThreadStart = {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
  readonly thread: number;
};

self.onmessage = async ({ data }: MessageEvent<ThreadStart>) => {
  const instance = await WebAssembly.instantiate(data.module, { env: { memory: data.memory } });
  self.postMessage('listening');
  clearVectorState();
  (instance.exports as unknown as KernelExports).serve(data.control, data.thread);
};
