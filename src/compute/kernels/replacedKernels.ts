import { getKernel, type KernelFunc, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs';
import { convolve, convolveBack, filterGradient, halvedConvolution } from './operations/convolution.ts';
import {
  type ConvShape,
  convolutionShape,
  isSupported,
  poolingShape,
  type WindowAttributes,
} from './operations/convShape.ts';
import { multiply } from './operations/multiply.ts';
import { type Pooling, pool, poolGradient } from './operations/pooling.ts';
import type { KernelRuntime } from './runtime/kernelRuntime.ts';

type Inputs = Readonly<Record<string, TensorInfo | undefined>>;
type Attributes = Readonly<Record<string, unknown>>;

/** Null: not for these inputs; tfjs's own kernel is taken. */
type Replacement = (inputs: Inputs, attrs: Attributes) => TensorInfo | null;

/** Puts the kernels in the place of tfjs's own of the WASM backend (which must have been started). */
export function replaceKernels(runtime: KernelRuntime): void {
  const replacements: Record<string, Replacement> = {
    Conv2D: (inputs, attrs) => convolution(runtime, inputs, attrs),
    FusedConv2D: (inputs, attrs) => convolution(runtime, inputs, attrs),
    Conv2DBackpropInput: (inputs, attrs) => inputGradient(runtime, inputs, attrs),
    Conv2DBackpropFilter: (inputs, attrs) => kernelGradient(runtime, inputs, attrs),
    BatchMatMul: (inputs, attrs) => matrixProduct(runtime, inputs, attrs),
    _FusedMatMul: (inputs, attrs) => matrixProduct(runtime, inputs, attrs),
    MaxPool: (inputs, attrs) => pooled(runtime, 'max', inputs, attrs),
    AvgPool: (inputs, attrs) => pooled(runtime, 'mean', inputs, attrs),
    MaxPoolGrad: (inputs, attrs) => pooledBack(runtime, 'max', inputs, attrs),
    AvgPoolGrad: (inputs, attrs) => pooledBack(runtime, 'mean', inputs, attrs),
  };
  for (const [kernelName, replacement] of Object.entries(replacements)) replace(kernelName, replacement);
  replace('Identity', (inputs) => shared(runtime, inputs));
  replace('Cast', (inputs, attrs) => (inputs.x?.dtype === attrs.dtype ? shared(runtime, inputs) : null));
}

function replace(kernelName: string, replacement: Replacement): void {
  const original = getKernel(kernelName, 'wasm');
  const kernelFunc: KernelFunc = (call) => {
    const result = replacement(call.inputs as Inputs, (call.attrs ?? {}) as Attributes);
    if (result) return result;
    if (!original)
      throw new Error(`The WASM backend cannot compute ${kernelName} for this network: choose another backend.`);
    return original.kernelFunc(call);
  };
  if (original) unregisterKernel(kernelName, 'wasm');
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/** 'relu' and 'linear' are what the tiles can end with. */
function isSimple(activation: unknown): boolean {
  return activation === undefined || activation === 'linear' || activation === 'relu';
}

/** Null: not for these inputs. */
export function convolution(
  runtime: KernelRuntime,
  { x, filter, scale, bias }: Inputs,
  attrs: Attributes,
): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (!x || !filter || !isSupported(window) || !isSimple(attrs.activation)) return null;
  const shape = convolutionShape(x.shape, filter.shape, window);
  if (bias && size(bias) !== shape.outChannels) return null;
  const out = runtime.backend.makeOutput(shape.outShape, 'float32');
  convolve(runtime, shape, {
    x: runtime.address(x),
    filter: runtime.address(filter),
    scale: scale ? runtime.address(scale) : 0,
    bias: bias ? runtime.address(bias) : 0,
    out: runtime.address(out),
    rectify: attrs.activation === 'relu',
  });
  return out;
}

function inputGradient(runtime: KernelRuntime, { dy, filter }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (!dy || !filter || !isSupported(window)) return null;
  const shape = shapeOf(attrs.inputShape as number[], filter.shape, attrs);
  const dx = runtime.backend.makeOutput(shape.inShape, 'float32');
  const addresses = { dy: runtime.address(dy), filter: runtime.address(filter), dx: runtime.address(dx) };
  convolveBack(runtime, shape, addresses);
  return dx;
}

function kernelGradient(runtime: KernelRuntime, { x, dy }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (!x || !dy || !isSupported(window)) return null;
  const filterShape = attrs.filterShape as number[];
  const shape = shapeOf(x.shape, filterShape, attrs);
  const dfilter = runtime.backend.makeOutput(filterShape, 'float32');
  filterGradient(runtime, shape, { x: runtime.address(x), dy: runtime.address(dy), dfilter: runtime.address(dfilter) });
  return dfilter;
}

/** Of a convolution; of what max pooling sees of it, where `halve` is set. */
function shapeOf(x: readonly number[], filter: readonly number[], attrs: Attributes): ConvShape {
  const shape = convolutionShape(x, filter, attrs as WindowAttributes);
  return (attrs.halve === true ? halvedConvolution(shape) : null) ?? shape;
}

/** a and b with the same leading dimensions, or with b's all 1; anything else is tfjs's. */
function matrixProduct(runtime: KernelRuntime, { a, b, bias }: Inputs, attrs: Attributes): TensorInfo | null {
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32' || !isSimple(attrs.activation)) return null;
  const batches = a.shape.slice(0, -2);
  if (batches.join() !== b.shape.slice(0, -2).join()) return null;
  const [transposedA, transposedB] = [attrs.transposeA === true, attrs.transposeB === true];
  const [rowsA = 1, columnsA = 1] = a.shape.slice(-2);
  const [rowsB = 1, columnsB = 1] = b.shape.slice(-2);
  const [M, K] = transposedA ? [columnsA, rowsA] : [rowsA, columnsA];
  const N = transposedB ? rowsB : columnsB;
  if (bias && size(bias) !== N) return null;
  const out = runtime.backend.makeOutput([...batches, M, N], 'float32');
  const count = batches.reduce((product, length) => product * length, 1);
  for (let i = 0; i < count; i++) {
    multiply(
      runtime,
      { M, N, K },
      { at: runtime.address(a) + i * M * K * 4, transposed: transposedA },
      { at: runtime.address(b) + i * K * N * 4, transposed: transposedB },
      {
        c: runtime.address(out) + i * M * N * 4,
        bias: bias ? runtime.address(bias) : 0,
        rectify: attrs.activation === 'relu',
      },
    );
  }
  return out;
}

function pooled(runtime: KernelRuntime, kind: Pooling, { x }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (x?.dtype !== 'float32' || !isSupported(window)) return null;
  const shape = poolingShape(x.shape, window);
  const y = runtime.backend.makeOutput(shape.outShape, 'float32');
  pool(runtime, kind, shape, { x: runtime.address(x), y: runtime.address(y) });
  return y;
}

function pooledBack(runtime: KernelRuntime, kind: Pooling, inputs: Inputs, attrs: Attributes): TensorInfo | null {
  const { dy, input, output } = inputs;
  const window = attrs as WindowAttributes;
  if (!dy || !input || !isSupported(window)) return null;
  const shape = poolingShape(input.shape, window);
  const dx = runtime.backend.makeOutput(input.shape, 'float32');
  poolGradient(runtime, kind, shape, {
    x: runtime.address(input),
    y: output ? runtime.address(output) : 0,
    dy: runtime.address(dy),
    dx: runtime.address(dx),
  });
  return dx;
}

/**
 * A second name for the same values, as in tfjs's other backends. Its WASM backend copies them, and every tensor that a
 * gradient needs is cloned: the weights of a large layer at every step.
 */
function shared(runtime: KernelRuntime, { x }: Inputs): TensorInfo | null {
  if (!x || x.dtype === 'string') return null;
  runtime.backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}

function size(tensor: TensorInfo): number {
  return tensor.shape.reduce((product, length) => product * length, 1);
}
