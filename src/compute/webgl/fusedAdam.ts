import { engine, type TensorInfo, type Variable } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  type AdamSettings,
  type AdamTensors,
  correctedRate,
  demandOneSize,
} from '../kernels/operations/fusedOptimizers.ts';
import { literal, type PackedProgram, run } from './programs.ts';

/**
 * One step of Adam in three passes, one for each texture that is written; tfjs's own operations take sixteen. The
 * formula of kernels/operations/fusedOptimizers.ts. `step` counts from 1; weight, m and v get new values.
 */
export function webglAdam(backend: MathBackendWebGL, tensors: AdamTensors, settings: AdamSettings, step: number): void {
  demandOneSize(tensors);
  const { weight, gradient, m, v } = tensors;
  const { beta1, beta2, epsilon, keep } = settings;
  const shape = weight.shape;
  const mean = `${literal(beta1)} * getMAtOutCoords() + ${literal(1 - beta1)} * g`;
  const square = `${literal(beta2)} * getMAtOutCoords() + ${literal(1 - beta2)} * g * g`;
  assign(backend, m, run(backend, momentProgram(shape, mean), [m, gradient]));
  assign(backend, v, run(backend, momentProgram(shape, square), [v, gradient]));
  assign(
    backend,
    weight,
    run(backend, weightProgram(shape, epsilon), [weight, m, v], [[correctedRate(settings, step)], [keep]]),
  );
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
    uniforms: [
      { name: 'rate', type: 'float' },
      { name: 'keep', type: 'float' },
    ],
    code: `void main() { setOutput(keep * getWeightAtOutCoords() - ${step}); }`,
  };
}

function assign(backend: MathBackendWebGL, variable: Variable, value: TensorInfo): void {
  const tensor = engine().makeTensorFromTensorInfo(value, backend);
  variable.assign(tensor);
  tensor.dispose();
}
