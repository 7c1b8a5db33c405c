import {
  engine,
  type GradConfig,
  type KernelFunc,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
  unregisterGradient,
  unregisterKernel,
} from '@tensorflow/tfjs';
import { batchNorm, batchNormGradient } from '../operations/batchNorm.ts';
import { convolve, halvedConvolution } from '../operations/convolution.ts';
import { convolutionShape, type WindowAttributes } from '../operations/convShape.ts';
import { convolution } from '../replacedKernels.ts';
import { SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

/** Layers as one kernel each, with gradients. tfjs takes several, and keeps all their results, when it trains. */

/** x, filter, perhaps bias, perhaps scale (of the filter's outputs; in use, on WASM) -> y; attributes as of `FusedConv2D`, `activation` 'relu' or 'linear'. */
export const CONV_LAYER = 'TrainedConv2D';
/** The same with max pooling by 2 x 2 after it -> y, and `places` if that attribute is true (see `HalvingGradient`). On WASM. */
export const HALVED_CONV_LAYER = 'TrainedHalvedConv2D';
/** dy, places -> dbias, dz. */
const HALVING_GRADIENT = 'TrainedHalvingGradient';
/** a, b, bias -> y; attributes as of `_FusedMatMul`, `activation` 'relu' or 'linear'. */
export const DENSE_LAYER = 'TrainedDense';
/** x, gamma, beta -> y, mean, variance; attributes `epsilon`, `rectify` and `halve` (max pooling by 2 x 2 after it). */
export const NORM_LAYER = 'TrainedBatchNorm';
/** dy, perhaps y (behind a ReLU) -> dbias, and dz where there is y. */
export const BIAS_GRADIENT = 'TrainedBiasGradient';
/** dy, x, gamma, y, mean, variance -> dx, dgamma, dbeta; attributes of `NORM_LAYER`. */
export const NORM_GRADIENT = 'TrainedBatchNormGradient';

type Attributes = Readonly<Record<string, unknown>>;
type Infos = Readonly<Record<string, TensorInfo | undefined>>;

export function runKernel(kernelName: string, inputs: NamedTensorMap, attrs: Attributes): Tensor[] {
  const result = engine().runKernel(kernelName, inputs, attrs as never) as Tensor | Tensor[];
  return [result].flat();
}

/** The first result of a kernel, for those that have one. */
export function runFor(kernelName: string, inputs: NamedTensorMap, attrs: Attributes = {}): Tensor {
  const [result] = runKernel(kernelName, inputs, attrs);
  if (!result) throw new Error(`The kernel ${kernelName} gave no result.`);
  return result;
}

export function addFusedKernels(runtime: KernelRuntime): void {
  // The same arithmetic as tfjs's fused kernels, under names that have gradients.
  addKernel(CONV_LAYER, (inputs, attrs) => {
    return convolution(runtime, inputs, attrs) ?? runFor('FusedConv2D', inputs as unknown as NamedTensorMap, attrs);
  });
  addKernel(HALVED_CONV_LAYER, (inputs, attrs) => halvedLayer(runtime, inputs, attrs));
  addKernel(HALVING_GRADIENT, (inputs) => passThroughHalving(runtime, inputs));
  addKernel(DENSE_LAYER, (inputs, attrs) => runFor('_FusedMatMul', inputs as unknown as NamedTensorMap, attrs));
  addKernel(NORM_LAYER, (inputs, attrs) => normalise(runtime, inputs, attrs));
  addKernel(BIAS_GRADIENT, (inputs) => passThroughBias(runtime, inputs));
  addKernel(NORM_GRADIENT, (inputs, attrs) => passThroughNorm(runtime, inputs, attrs));
  addFusedGradients();
  const places = { kernelName: HALVED_CONV_LAYER, inputsToSave: ['x', 'filter'], outputsToSave: [false, true] };
  addGradient({ ...places, gradFunc: halvedGradient });
}

/** The same for every backend that has the kernels. */
export function addFusedGradients(): void {
  addGradient({ kernelName: CONV_LAYER, inputsToSave: ['x', 'filter'], outputsToSave: [true], gradFunc: convGradient });
  addGradient({ kernelName: DENSE_LAYER, inputsToSave: ['a', 'b'], outputsToSave: [true], gradFunc: denseGradient });
  const outputsToSave = [true, true, true];
  const inputsToSave = ['x', 'gamma', 'beta'];
  addGradient({ kernelName: NORM_LAYER, inputsToSave, outputsToSave, gradFunc: normGradient });
}

function addKernel(kernelName: string, compute: (inputs: Infos, attrs: Attributes) => TensorInfo | TensorInfo[]): void {
  const kernelFunc: KernelFunc = ({ inputs, attrs }) => compute(inputs as Infos, (attrs ?? {}) as Attributes);
  if (added.has(kernelName)) unregisterKernel(kernelName, 'wasm');
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  added.add(kernelName);
}

function addGradient(config: GradConfig): void {
  if (added.has(`${config.kernelName} gradient`)) unregisterGradient(config.kernelName);
  registerGradient(config);
  added.add(`${config.kernelName} gradient`);
}

/** What was registered before: tfjs warns of anything that is registered twice. */
const added = new Set<string>();

/** Gradients are asked for one by one: the first layer's by its input never is. */
const convGradient: GradConfig['gradFunc'] = (dy, saved, attrs) => {
  const [x, filter, y] = saved as [Tensor, Tensor, Tensor];
  const [dz, dbias] = throughActivation(dy as Tensor, y, attrs as unknown as Attributes);
  return {
    x: () => runFor('Conv2DBackpropInput', { dy: dz, filter }, { ...attrs, inputShape: x.shape }),
    filter: () => runFor('Conv2DBackpropFilter', { x, dy: dz }, { ...attrs, filterShape: filter.shape }),
    bias: () => dbias,
  };
};

const halvedGradient: GradConfig['gradFunc'] = (dys, saved, attrs) => {
  const [dy] = dys as Tensor[];
  const [x, filter, places] = saved as [Tensor, Tensor, Tensor];
  if (!dy) throw new Error('A convolution with max pooling has no gradient.');
  const [dbias, dz] = runKernel(HALVING_GRADIENT, { dy, places }, {});
  if (!dbias || !dz) throw new Error('The gradient of a max pooling is not complete.');
  return {
    x: () => runFor('Conv2DBackpropInput', { dy: dz, filter }, { ...attrs, inputShape: x.shape }),
    filter: () => runFor('Conv2DBackpropFilter', { x, dy: dz }, { ...attrs, filterShape: filter.shape }),
    bias: () => dbias,
  };
};

const denseGradient: GradConfig['gradFunc'] = (dy, saved, attrs) => {
  const [a, b, y] = saved as [Tensor, Tensor, Tensor];
  const [dz, dbias] = throughActivation(dy as Tensor, y, attrs as unknown as Attributes);
  return {
    a: () => runFor('BatchMatMul', { a: dz, b }, { transposeA: false, transposeB: true }),
    b: () => runFor('BatchMatMul', { a, b: dz }, { transposeA: true, transposeB: false }),
    bias: () => dbias,
  };
};

const normGradient: GradConfig['gradFunc'] = (dys, saved, attrs) => {
  const [dy] = dys as Tensor[];
  const [x, gamma, beta, y, mean, variance] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  if (!dy) throw new Error('A batch norm has no gradient.');
  const inputs = { dy, x, gamma, beta, y, mean, variance };
  const [dx, dgamma, dbeta] = runKernel(NORM_GRADIENT, inputs, attrs as unknown as Attributes);
  if (!dx || !dgamma || !dbeta) throw new Error('The gradient of a batch norm is not complete.');
  return { x: () => dx, gamma: () => dgamma, beta: () => dbeta };
};

/** [dz, dbias] of a layer: the gradient before the activation, and its sum for every channel. */
function throughActivation(dy: Tensor, y: Tensor, { activation, biased = true }: Attributes): [Tensor, Tensor] {
  const rectified = activation === 'relu';
  if (!rectified && !biased) return [dy, dy];
  const [dbias, dz = dy] = runKernel(BIAS_GRADIENT, rectified ? { dy, y } : { dy }, {});
  if (!dbias) throw new Error('The gradient of a bias is missing.');
  return [dz, dbias];
}

/** [rows, channels] of a tensor whose last dimension is the channels'. */
function asRows({ shape }: TensorInfo): { rows: number; channels: number } {
  return { rows: shape.slice(0, -1).reduce((product, length) => product * length, 1), channels: shape.at(-1) ?? 1 };
}

function halvedLayer(runtime: KernelRuntime, inputs: Infos, attrs: Attributes): TensorInfo[] {
  const { x, filter } = required(inputs, ['x', 'filter']);
  const shape = halvedConvolution(convolutionShape(x.shape, filter.shape, attrs as WindowAttributes));
  if (!shape) throw new Error('This convolution and its max pooling are not one kernel.');
  const outShape = [shape.batchSize, shape.outHeight / 2, shape.outWidth / 2, shape.outChannels];
  const y = runtime.backend.makeOutput(outShape, 'float32');
  const bytes = outShape.reduce((product, side) => product * side, 1);
  const places = attrs.places === true ? runtime.backend.makeOutput([bytes / 4], 'int32') : null;
  convolve(runtime, shape, {
    x: runtime.address(x),
    filter: runtime.address(filter),
    scale: inputs.scale ? runtime.address(inputs.scale) : 0,
    bias: inputs.bias ? runtime.address(inputs.bias) : 0,
    out: runtime.address(y),
    rectify: attrs.activation === 'relu',
    halve: true,
    places: places ? runtime.address(places) : 0,
  });
  return places ? [y, places] : [y];
}

/** [dbias, dz] of a convolution with max pooling by 2 x 2. */
function passThroughHalving(runtime: KernelRuntime, inputs: Infos): TensorInfo[] {
  const { dy, places } = required(inputs, ['dy', 'places']);
  const [batch = 1, height = 1, width = 1, N = 1] = dy.shape;
  const dbias = runtime.backend.makeOutput([N], 'float32');
  const dz = runtime.backend.makeOutput([batch, 2 * height, 2 * width, N], 'float32');
  const rows = batch * height;
  const step = Math.ceil(rows / Math.min(PARTS, Math.ceil((rows * width * N) / SIZES.CHUNK)));
  const tasks = Math.ceil(rows / step);
  const sums = runtime.scratch(0, tasks * N * 4).at[0] ?? 0;
  const addresses = { dy: runtime.address(dy), places: runtime.address(places), dz: runtime.address(dz), sums };
  runtime.run('halvingGradient', { ...addresses, rows: 2 * rows, width: 2 * width, N, step }, tasks);
  const partialSums = { from: sums, parts: tasks, length: N, to: runtime.address(dbias) };
  runtime.run('addParts', partialSums, Math.ceil(N / SIZES.CHUNK));
  return [dbias, dz];
}

/** [dbias], and dz where there is a ReLU. */
function passThroughBias(runtime: KernelRuntime, inputs: Infos): TensorInfo[] {
  const { dy } = required(inputs, ['dy']);
  const { rows, channels } = asRows(dy);
  const dbias = runtime.backend.makeOutput([channels], 'float32');
  const dz = inputs.y ? runtime.backend.makeOutput(dy.shape, 'float32') : null;
  biasGradient(
    runtime,
    { rows, N: channels },
    {
      dy: runtime.address(dy),
      y: inputs.y ? runtime.address(inputs.y) : 0,
      dz: dz ? runtime.address(dz) : 0,
      dbias: runtime.address(dbias),
    },
  );
  return dz ? [dbias, dz] : [dbias];
}

function normalise(runtime: KernelRuntime, inputs: Infos, attrs: Attributes): TensorInfo[] {
  const { x, gamma, beta } = required(inputs, ['x', 'gamma', 'beta']);
  const layer = normOf(x, attrs);
  const [batch = 1, height = 1, width = 1] = x.shape;
  const shape = layer.halvedWidth ? [batch, height / 2, width / 2, layer.channels] : x.shape;
  const results = [shape, gamma.shape, gamma.shape].map((each) => runtime.backend.makeOutput(each, 'float32'));
  const [y = 0, mean = 0, variance = 0] = results.map((result) => runtime.address(result));
  const given = { x: runtime.address(x), gamma: runtime.address(gamma), beta: runtime.address(beta) };
  batchNorm(runtime, { ...layer, ...given, y, mean, variance });
  return results;
}

function passThroughNorm(runtime: KernelRuntime, inputs: Infos, attrs: Attributes): TensorInfo[] {
  const { dy, x, gamma, beta, ...saved } = required(inputs, ['dy', 'x', 'gamma', 'beta', 'y', 'mean', 'variance']);
  const results = [x, gamma, gamma].map(({ shape }) => runtime.backend.makeOutput(shape, 'float32'));
  const [dx = 0, dgamma = 0, dbeta = 0] = results.map((result) => runtime.address(result));
  batchNormGradient(runtime, {
    ...{ ...normOf(x, attrs), dx, dgamma, dbeta, dy: runtime.address(dy), x: runtime.address(x) },
    ...{ gamma: runtime.address(gamma), beta: runtime.address(beta), y: runtime.address(saved.y) },
    ...{ mean: runtime.address(saved.mean), variance: runtime.address(saved.variance) },
  });
  return results;
}

function normOf(x: TensorInfo, { epsilon, rectify, halve }: Attributes) {
  const halvedWidth = halve === true ? (x.shape[2] ?? 0) : 0;
  return { ...asRows(x), epsilon: Number(epsilon), rectify: rectify === true, halvedWidth };
}

function required<Name extends string>(inputs: Infos, names: readonly Name[]): Record<Name, TensorInfo> {
  const pairs = names.map((name) => {
    const input = inputs[name];
    if (!input) throw new Error(`A kernel of the WASM backend lacks its input ${name}.`);
    return [name, input] as const;
  });
  return Object.fromEntries(pairs) as Record<Name, TensorInfo>;
}

/** Rows are summed in at most so many parts, whatever the number of threads, so that every bit is the same. */
const PARTS = 64;

/**
 * What z + bias and a ReLU pass back, in one pass over [rows, N]: dz = dy where y > 0 (`y` 0: no ReLU, dz is not
 * written), dbias = sum of dz over rows. Addresses on the heap.
 */
function biasGradient(
  runtime: KernelRuntime,
  { rows, N }: { rows: number; N: number },
  { dy, y, dz, dbias }: { dy: number; y: number; dz: number; dbias: number },
): void {
  const step = Math.ceil(rows / Math.min(PARTS, Math.ceil((rows * N) / SIZES.CHUNK)));
  const parts = Math.ceil(rows / step);
  const sums = runtime.scratch(0, parts * N * 4).at[0] ?? 0;
  runtime.run('biasGradient', { dy, y, dz, sums, rows, N, step }, parts);
  runtime.run('addParts', { from: sums, parts, length: N, to: dbias }, Math.ceil(N / SIZES.CHUNK));
}
