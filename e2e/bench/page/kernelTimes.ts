import { getKernelsForBackend, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs';
import type { Kernel, KernelParams } from '../../../src/compute/kernels/runtime/kernelParams.ts';
import { runningKernels } from '../../../src/compute/wasmBackend.ts';
import { bytesOf, type KernelCall, shapesOf, workOf } from './kernelWork.ts';

/** What was called under one path of names, outermost first. */
export type Frame = {
  readonly path: readonly string[];
  calls: number;
  /** Milliseconds, what it called itself included. */
  totalMs: number;
  /** Floating-point operations that its shapes ask for; 0 where it is no product. */
  flops: number;
  /** Bytes of its inputs and outputs. */
  bytes: number;
};

/** Adam reads weight, gradient and two moments, and writes all but the gradient. */
const ADAM_BYTES = 7 * 4;

/**
 * Measures every kernel of the WASM backend, which all return when they are done, and every job of the training kernels,
 * from now until `stop`.
 */
export class KernelTimes {
  private readonly byPath = new Map<string, Frame>();
  private readonly open: string[] = [];
  private readonly originals: readonly KernelConfig[] = getKernelsForBackend('wasm');
  private readonly runtime = runningKernels()?.runtime ?? null;
  private readonly run = this.runtime?.run ?? null;

  constructor() {
    for (const config of this.originals) replace({ ...config, kernelFunc: this.timed(config) });
    const { runtime, run } = this;
    if (!runtime || !run) return;
    runtime.run = <K extends Kernel>(kernel: K, params: KernelParams<K>, tasks: number) => {
      const bytes = kernel === 'adam' && 'length' in params ? ADAM_BYTES * Number(params.length) : 0;
      return this.during(
        kernel,
        () => Reflect.apply(run, runtime, [kernel, params, tasks]),
        () => ({ flops: 0, bytes }),
      );
    };
  }

  /** Puts everything back. */
  stop(): void {
    for (const config of this.originals) replace(config);
    if (this.runtime && this.run) this.runtime.run = this.run;
  }

  frames(): Frame[] {
    return [...this.byPath.values()];
  }

  private timed({ kernelName, kernelFunc }: KernelConfig): KernelConfig['kernelFunc'] {
    return (call) => {
      const { inputs, attrs = {} } = call as unknown as KernelCall;
      return this.during(
        `${kernelName} ${shapesOf(inputs)}`,
        () => kernelFunc(call),
        (result) => ({ flops: workOf({ inputs, attrs }, [result].flat()), bytes: bytesOf(inputs, [result].flat()) }),
      );
    };
  }

  private during<T>(name: string, work: () => T, costOf: (result: T) => { flops: number; bytes: number }): T {
    this.open.push(name);
    const key = this.open.join('\n');
    const startedAt = performance.now();
    try {
      const result = work();
      const spent = performance.now() - startedAt;
      const { flops, bytes } = costOf(result);
      const frame = this.byPath.get(key) ?? { path: [...this.open], calls: 0, totalMs: 0, flops: 0, bytes: 0 };
      this.byPath.set(key, frame);
      frame.calls += 1;
      frame.totalMs += spent;
      frame.flops += flops;
      frame.bytes += bytes;
      return result;
    } finally {
      this.open.pop();
    }
  }
}

function replace(config: KernelConfig): void {
  unregisterKernel(config.kernelName, config.backendName);
  registerKernel(config);
}
