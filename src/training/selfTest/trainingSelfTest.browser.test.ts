import { backend, getKernel, memory, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { startComputeBackend } from '../../compute/backend.ts';
import { startIfAvailable } from '../../compute/startIfAvailable.fixture.ts';
import { trainingSelfTest } from './trainingSelfTest.ts';

let restore: (() => void)[] = [];
afterEach(() => {
  for (const each of restore) each();
  restore = [];
});

/** Changes every number that a kernel of the CPU backend gives. */
function spoil(kernelName: string, change: (value: number) => number): void {
  const kernel = getKernel(kernelName, 'cpu') ?? expect.fail(`no kernel ${kernelName}`);
  unregisterKernel(kernelName, 'cpu');
  registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const outputs = kernel.kernelFunc(call);
      for (const output of Array.isArray(outputs) ? outputs : [outputs]) spoilTensor(output, change);
      return outputs;
    },
  });
  restore.push(() => {
    unregisterKernel(kernelName, 'cpu');
    registerKernel(kernel);
  });
}

function spoilTensor({ dataId, dtype }: TensorInfo, change: (value: number) => number): void {
  if (dtype !== 'float32') return;
  const values = backend().readSync(dataId) as Float32Array;
  values.forEach((value, index) => {
    values[index] = change(value);
  });
}

/** What a GPU with 16-bit floats keeps of a number: eleven binary digits. */
function inHalfPrecision(value: number): number {
  if (value === 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
  return Math.round(value / unit) * unit;
}

describe('the known training step', () => {
  it.each(['wasm', 'cpu', 'webgl', 'webgpu'] as const)('comes out on %s as in Keras', async (name) => {
    if (!(await startIfAvailable(name))) return;
    const before = memory().numTensors;
    await trainingSelfTest();
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    ['Conv2DBackpropFilter', (value: number) => value * 1.001, /the gradient of the kernels of the first convolution/],
    ['Conv2DBackpropInput', (value: number) => value * 1.001, /the gradient of the (shifts|scales|kernels)/],
    ['MaxPoolGrad', () => 0, /the gradient of the/],
    ['Relu', (value: number) => value + 0.001, /the loss of a batch/],
    ['Sqrt', (value: number) => value * 1.1, /the new value of the/],
    ['Conv2D', () => Number.NaN, /the loss of a batch came out as NaN/],
  ] as const)('is refused in words where %s computes wrongly', async (kernel, change, words) => {
    await startComputeBackend('cpu');
    spoil(kernel, change);
    const refusal = trainingSelfTest();
    await expect(refusal).rejects.toThrow(words);
    await expect(refusal).rejects.toThrow(/CPU computes wrong numbers on this device.*choose another backend/);
  });

  it('is refused where the products of matrices are rounded to 16-bit numbers', async () => {
    await startComputeBackend('cpu');
    for (const kernel of ['Conv2D', 'BatchMatMul', 'Conv2DBackpropFilter']) spoil(kernel, inHalfPrecision);
    await expect(trainingSelfTest()).rejects.toThrow(/computes wrong numbers/);
  });
});
