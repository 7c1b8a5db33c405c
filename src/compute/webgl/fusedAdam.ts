import { engine, type Tensor, type TensorInfo, type Variable } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { AdamSettings } from '../kernels/fusedOptimizers.ts';
import { literal, type PackedProgram, run } from './programs.ts';

/**
 * One step of Adam in three passes, one for each texture that is written; tfjs's own operations take sixteen. The
 * formula of kernels/fusedOptimizers.ts. `step` counts from 1; weight, m and v get new values.
 */
export function webglAdam(
  backend: MathBackendWebGL,
  { weight, gradient, m, v }: { weight: Variable; gradient: Tensor; m: Variable; v: Variable },
  { learningRate, beta1, beta2, epsilon }: AdamSettings,
  step: number,
): void {
  if (gradient.size !== weight.size || m.size !== weight.size || v.size !== weight.size)
    throw new Error('Adam needs a gradient and two moments of the shape of the weight.');
  const shape = weight.shape;
  const rate = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
  const mean = `${literal(beta1)} * getMAtOutCoords() + ${literal(1 - beta1)} * g`;
  const square = `${literal(beta2)} * getMAtOutCoords() + ${literal(1 - beta2)} * g * g`;
  assign(backend, m, run(backend, momentProgram(shape, mean), [m, gradient]));
  assign(backend, v, run(backend, momentProgram(shape, square), [v, gradient]));
  assign(backend, weight, run(backend, weightProgram(shape, epsilon), [weight, m, v], [[rate]]));
}

function momentProgram(shape: readonly number[], moment: string): PackedProgram {
  return {
    inputs: ['m', 'gradient'],
    outputShape: shape,
    code: `void main() { vec4 g = getGradientAtOutCoords(); setOutput(${moment}); }`,
  };
}

function weightProgram(shape: readonly number[], epsilon: number): PackedProgram {
  const step = `rate * getMAtOutCoords() / (sqrt(getVAtOutCoords()) + ${literal(epsilon)})`;
  return {
    inputs: ['weight', 'm', 'v'],
    outputShape: shape,
    uniforms: [{ name: 'rate', type: 'float' }],
    code: `void main() { setOutput(getWeightAtOutCoords() - ${step}); }`,
  };
}

function assign(backend: MathBackendWebGL, variable: Variable, value: TensorInfo): void {
  const tensor = engine().makeTensorFromTensorInfo(value, backend);
  variable.assign(tensor);
  tensor.dispose();
}
