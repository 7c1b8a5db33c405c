import { bestSimd } from '../../../src/compute/kernels/registerTrainingKernels.ts';
import { serve } from '../../../src/worker/rpc/serve.ts';
import { milliseconds } from './turn.ts';

type Loops = {
  multiplyAdd(rounds: number, left: number, right: number): number;
  prepare(bytes: number): number;
  copy(from: number, bytes: number): void;
  triad(from: number, bytes: number, scale: number): void;
};

let loops: Loops | null = null;
let memory = { from: 0, bytes: 0 };

/** One thread of the machine at its best. `module` comes from `rooflineKernels.mjs`. */
const roofline = {
  simd: () => bestSimd(),

  async start(module: string, bytes: number) {
    const binary = Uint8Array.from(atob(module), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(binary, { env: { abort() {} } });
    loops = instance.exports as Loops;
    memory = { from: loops.prepare(bytes), bytes };
    loops.multiplyAdd(1e6, 0.5, 0.5); // compiled by now
  },

  /** Milliseconds of each loop. */
  multiplyAdd: (rounds: number) => milliseconds(() => started().multiplyAdd(rounds, 0.5, 0.5)),
  copy: () => milliseconds(() => started().copy(memory.from, memory.bytes)),
  triad: () => milliseconds(() => started().triad(memory.from, memory.bytes, 0.5)),
};

function started(): Loops {
  if (!loops) throw new Error('Not started.');
  return loops;
}

serve(roofline);
