import { type Tensor, tensor, tidy, type Variable } from '@tensorflow/tfjs';
import { runningKernels } from '../compute/wasmBackend.ts';
import { PipelinedSteps } from './pipelinedSteps.ts';

/** The numbers of float32 tensors one after another. */
export async function flattenWeights(tensors: readonly Tensor[]): Promise<ArrayBuffer> {
  const numbers = new Float32Array(tensors.reduce((size, each) => size + each.size, 0));
  const reads = new PipelinedSteps(tensors, valuesOf);
  let offset = 0;
  for (const each of tensors) {
    numbers.set(await reads.next(), offset);
    offset += each.size;
  }
  return numbers.buffer;
}

/** Where they lie, on the heap of the training kernels: tfjs would give a copy, of all that a checkpoint holds. */
async function valuesOf(each: Tensor): Promise<Float32Array> {
  const runtime = runningKernels()?.runtime;
  if (!runtime) return each.data<'float32'>();
  return new Float32Array(runtime.memory.buffer, runtime.address(each), each.size);
}

/** The other way round. Throws when there are more or fewer numbers than the variables hold. */
export function assignWeights(variables: readonly Variable[], buffer: ArrayBuffer): void {
  const size = variables.reduce((sum, each) => sum + each.size, 0);
  if (buffer.byteLength !== size * Float32Array.BYTES_PER_ELEMENT)
    throw new Error('The saved run does not fit the network. Start training again.');
  let offset = 0;
  for (const each of variables) {
    const numbers = new Float32Array(buffer.slice(offset * 4, (offset + each.size) * 4));
    tidy(() => each.assign(tensor(numbers, each.shape)));
    offset += each.size;
  }
}
