import {
  type KernelFunc,
  type NamedTensorMap,
  registerKernel,
  type TensorInfo,
  tensor,
  tidy,
  variable,
  zeros,
} from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { messageOf } from '../../dataset/messageOf.ts';
import {
  addFusedGradients,
  BIAS_GRADIENT,
  CONV_LAYER,
  DENSE_LAYER,
  NORM_GRADIENT,
  NORM_LAYER,
  runFor,
} from '../kernels/layers/fusedKernels.ts';
import { adamDefaults } from '../kernels/operations/fusedOptimizers.ts';
import { batchNorm, batchNormGradient } from './batchNorm.ts';
import { biasGradient } from './biasRelu.ts';
import { webglAdam } from './fusedAdam.ts';
import { replaceKernels } from './replacedKernels.ts';
import { runningWebGL } from './webglBackend.ts';

const failures: string[] = [];
let registered = false;
let fused = false;

/**
 * Gives the started WebGL backend of tfjs faster kernels for training. Once; never throws: where a driver cannot run
 * some, tfjs's own do the work and `webglKernelFailures` says why.
 */
export function registerWebglTrainingKernels(): void {
  const backend = runningWebGL();
  if (registered || !backend) return;
  registered = true;
  try {
    tryTraining(backend);
    replaceKernels((reason) => failures.push(reason));
    addFusedKernels();
    fused = true;
  } catch (error) {
    failures.push(messageOf(error));
  }
}

/** The backend where it is in use and has the fused kernels (layers and optimizer); else tfjs's own do the work. */
export function webglTraining(): MathBackendWebGL | null {
  return fused ? runningWebGL() : null;
}

/** Why kernels of ours are not in use; empty where all are. */
export function webglKernelFailures(): readonly string[] {
  return failures;
}

/**
 * Runs what has no substitute once training has begun (batch norm, bias, optimizer) on small numbers whose results are
 * known. Throws in words where the driver does not compile a shader or calculates wrongly.
 */
function tryTraining(backend: MathBackendWebGL): void {
  tidy(() => {
    // One channel, four pixels: mean 4, variance 5; with epsilon 4 its root is 3.
    const x = tensor([1, 3, 5, 7], [1, 2, 2, 1]);
    const [gamma, beta, dy] = [tensor([3]), tensor([1]), tensor([4, 1, 2, 3], [1, 2, 2, 1])];
    const options = { epsilon: 4, rectify: true };
    const [y, mean, variance] = batchNorm(backend, { x, gamma, beta }, options);
    demand(backend, 'batch norm', [y, mean, variance], [0, 0, 2, 4, 4, 5]);
    // dz 0 0 2 3; normalised x -1 -1/3 1/3 1: sums 5 and 11/3, means 5/4 and 11/12.
    const gradients = batchNormGradient(backend, { dy, x, gamma, y, mean, variance }, options);
    const dx = [-1, -1 / 3, 1 / 3, 1].map((normal, i) => ([0, 0, 2, 3][i] ?? 0) - 5 / 4 - (normal * 11) / 12);
    demand(backend, "batch norm's gradient", gradients, [...dx, 11 / 3, 5]);
    demand(backend, "bias's gradient", biasGradient(backend, dy, y), [5, 0, 0, 2, 3]);
    for (const info of [y, mean, variance, ...gradients]) backend.disposeIntermediateTensorInfo(info);
    tryAdam(backend);
  });
}

/** The first step of Adam is the rate against the gradient's sign, whatever its size. */
function tryAdam(backend: MathBackendWebGL): void {
  const [weight, m, v] = [variable(tensor([1, 1, 1])), variable(zeros([3])), variable(zeros([3]))];
  const gradient = tensor([0.5, -8, 2]);
  webglAdam(backend, { weight, gradient, m, v }, { ...adamDefaults, learningRate: 0.25 }, 1);
  demand(backend, 'Adam', [weight], [0.75, 1.25, 0.75], false);
  for (const each of [weight, m, v]) each.dispose();
}

function demand(
  backend: MathBackendWebGL,
  name: string,
  results: readonly TensorInfo[],
  expected: readonly number[],
  temporary = name === "bias's gradient",
): void {
  const actual = results.flatMap(({ dataId }) => Array.from(backend.readSync(dataId) as Float32Array));
  if (temporary) for (const result of results) backend.disposeIntermediateTensorInfo(result);
  const wrong =
    expected.length !== actual.length || expected.some((value, i) => Math.abs(value - (actual[i] ?? 9e9)) > 1e-3);
  if (wrong) throw new Error(`The GPU's ${name} came out as ${actual.join(', ')} instead of ${expected.join(', ')}.`);
}

type Attributes = Readonly<Record<string, unknown>>;
type Infos = Readonly<Record<string, TensorInfo | undefined>>;
type Compute = (backend: MathBackendWebGL, inputs: Infos, attrs: Attributes) => TensorInfo | TensorInfo[];

/** What `fuseLayers` needs: layers as one kernel each, for the WebGL backend too. */
function addFusedKernels(): void {
  const named = (inputs: Infos) => inputs as unknown as NamedTensorMap;
  add(CONV_LAYER, (_backend, inputs, attrs) => runFor('FusedConv2D', named(inputs), attrs));
  add(DENSE_LAYER, (_backend, inputs, attrs) => runFor('_FusedMatMul', named(inputs), attrs));
  add(BIAS_GRADIENT, (backend, inputs) => biasGradient(backend, required(inputs, 'dy'), inputs.y));
  add(NORM_LAYER, (backend, inputs, attrs) => {
    const x = required(inputs, 'x');
    return batchNorm(backend, { x, gamma: required(inputs, 'gamma'), beta: required(inputs, 'beta') }, options(attrs));
  });
  add(NORM_GRADIENT, (backend, inputs, attrs) => {
    const saved = {
      ...{ dy: required(inputs, 'dy'), x: required(inputs, 'x'), y: required(inputs, 'y') },
      ...{ mean: required(inputs, 'mean'), variance: required(inputs, 'variance'), gamma: required(inputs, 'gamma') },
    };
    return batchNormGradient(backend, saved, options(attrs));
  });
  addFusedGradients();
}

function add(kernelName: string, compute: Compute): void {
  const kernelFunc: KernelFunc = ({ inputs, backend, attrs = {} }) =>
    compute(backend as MathBackendWebGL, inputs as Infos, attrs);
  registerKernel({ kernelName, backendName: 'webgl', kernelFunc });
}

function options({ epsilon, rectify }: Attributes): { epsilon: number; rectify: boolean } {
  return { epsilon: Number(epsilon), rectify: rectify === true };
}

function required(inputs: Infos, name: string): TensorInfo {
  const input = inputs[name];
  if (!input) throw new Error(`A kernel of the WebGL backend lacks its input ${name}.`);
  return input;
}
