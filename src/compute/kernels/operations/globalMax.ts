import {
  customGrad,
  div,
  engine,
  equal,
  getBackend,
  max,
  maxPool,
  mul,
  reshape,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs';
import { runningKernels } from '../../wasmBackend.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

/**
 * The largest value of each feature map, [batch, height, width, channels] -> [batch, channels], on every backend. Pixels that
 * share it share its gradient, as in Keras (`tf.reduce_max`); tfjs's own maximum gives each of them all of it.
 */
export function globalMax(maps: Tensor4D): Tensor2D {
  const [batch, height, width, channels] = maps.shape;
  // WebGPU lost its device at the gradient below (seen on SwiftShader); its own maximum differs only where pixels share it.
  if (getBackend() === 'webgpu') return max(maps, [1, 2]);
  const pooled = customGrad((x, save) => {
    // As a pooling: a maximum over dimensions that are not the last ones would transpose first.
    const y = maxPool(x as Tensor4D, [height, width], 1, 'valid');
    (save as (tensors: Tensor[]) => void)([x as Tensor, y]);
    return { value: y, gradFunc: (dy: Tensor, saved: Tensor[]) => shared(dy as Tensor4D, saved) };
  });
  return reshape(pooled(maps), [batch, channels]);
}

/** @param dy [batch, 1, 1, channels] */
function shared(dy: Tensor4D, [x, y]: readonly Tensor[]): Tensor {
  if (!x || !y) throw new Error('The gradient of a global maximum lacks what was saved for it.');
  const runtime = runningKernels()?.runtime;
  if (runtime) return sharedByKernel(runtime, { x: x as Tensor4D, y, dy });
  const largest = equal(x, y).toFloat();
  return mul(largest, div(dy, sum(largest, [1, 2], true)));
}

function sharedByKernel(runtime: KernelRuntime, { x, y, dy }: { x: Tensor4D; y: Tensor; dy: Tensor }): Tensor {
  const [batch, height, width, channels] = x.shape;
  const dx = runtime.backend.makeOutput(x.shape, 'float32');
  const params = {
    ...{ x: runtime.address(x), y: runtime.address(y), dy: runtime.address(dy), dx: runtime.address(dx) },
    ...{ pixels: height * width, channels },
  };
  runtime.run('globalMaxGradient', params, batch);
  return engine().makeTensorFromTensorInfo(dx, runtime.backend);
}
