import { getKernel, type KernelFunc, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs';
import { convolve, convolveBack, filterGradient } from './operations/convolution.ts';
import { convolutionShape, isSupported, poolingShape, type WindowAttributes } from './operations/convShape.ts';
import { multiply } from './operations/multiply.ts';
import { type Pooling, pool, poolGradient } from './operations/pooling.ts';
import type { KernelRuntime } from './runtime/kernelRuntime.ts';

type Inputs = Readonly<Record<string, TensorInfo | undefined>>;
type Attributes = Readonly<Record<string, unknown>>;

/** Null: not for these inputs; tfjs's own kernel is taken. */
type Replacement = (inputs: Inputs, attrs: Attributes) => TensorInfo | null;

/** Puts the kernels in the place of tfjs's own of the WASM backend (which must have been started). */
export function replaceKernels(machine: KernelRuntime): void {
  const replacements: Record<string, Replacement> = {
    Conv2D: (inputs, attrs) => convolution(machine, inputs, attrs),
    FusedConv2D: (inputs, attrs) => convolution(machine, inputs, attrs),
    Conv2DBackpropInput: (inputs, attrs) => inputGradient(machine, inputs, attrs),
    Conv2DBackpropFilter: (inputs, attrs) => kernelGradient(machine, inputs, attrs),
    BatchMatMul: (inputs, attrs) => matrixProduct(machine, inputs, attrs),
    _FusedMatMul: (inputs, attrs) => matrixProduct(machine, inputs, attrs),
    MaxPool: (inputs, attrs) => pooled(machine, 'max', inputs, attrs),
    AvgPool: (inputs, attrs) => pooled(machine, 'mean', inputs, attrs),
    MaxPoolGrad: (inputs, attrs) => pooledBack(machine, 'max', inputs, attrs),
    AvgPoolGrad: (inputs, attrs) => pooledBack(machine, 'mean', inputs, attrs),
  };
  for (const [kernelName, replacement] of Object.entries(replacements)) replace(kernelName, replacement);
  replace('Identity', (inputs) => shared(machine, inputs));
  replace('Cast', (inputs, attrs) => (inputs.x?.dtype === attrs.dtype ? shared(machine, inputs) : null));
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

function convolution(machine: KernelRuntime, { x, filter, bias }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (!x || !filter || !isSupported(window) || !isSimple(attrs.activation)) return null;
  const shape = convolutionShape(x.shape, filter.shape, window);
  if (bias && size(bias) !== shape.outChannels) return null;
  const out = machine.backend.makeOutput(shape.outShape, 'float32');
  convolve(machine, shape, {
    x: machine.address(x),
    filter: machine.address(filter),
    bias: bias ? machine.address(bias) : 0,
    out: machine.address(out),
    rectify: attrs.activation === 'relu',
  });
  return out;
}

function inputGradient(machine: KernelRuntime, { dy, filter }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (!dy || !filter || !isSupported(window)) return null;
  const shape = convolutionShape(attrs.inputShape as number[], filter.shape, window);
  const dx = machine.backend.makeOutput(shape.inShape, 'float32');
  const addresses = { dy: machine.address(dy), filter: machine.address(filter), dx: machine.address(dx) };
  convolveBack(machine, shape, addresses);
  return dx;
}

function kernelGradient(machine: KernelRuntime, { x, dy }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (!x || !dy || !isSupported(window)) return null;
  const filterShape = attrs.filterShape as number[];
  const shape = convolutionShape(x.shape, filterShape, window);
  const dfilter = machine.backend.makeOutput(filterShape, 'float32');
  filterGradient(machine, shape, { x: machine.address(x), dy: machine.address(dy), dfilter: machine.address(dfilter) });
  return dfilter;
}

/** a and b with the same leading dimensions, or with b's all 1; anything else is tfjs's. */
function matrixProduct(machine: KernelRuntime, { a, b, bias }: Inputs, attrs: Attributes): TensorInfo | null {
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32' || !isSimple(attrs.activation)) return null;
  const batches = a.shape.slice(0, -2);
  if (batches.join() !== b.shape.slice(0, -2).join()) return null;
  const [transposedA, transposedB] = [attrs.transposeA === true, attrs.transposeB === true];
  const [rowsA = 1, columnsA = 1] = a.shape.slice(-2);
  const [rowsB = 1, columnsB = 1] = b.shape.slice(-2);
  const [M, K] = transposedA ? [columnsA, rowsA] : [rowsA, columnsA];
  const N = transposedB ? rowsB : columnsB;
  if (bias && size(bias) !== N) return null;
  const out = machine.backend.makeOutput([...batches, M, N], 'float32');
  const count = batches.reduce((product, length) => product * length, 1);
  for (let i = 0; i < count; i++) {
    multiply(
      machine,
      { M, N, K },
      { at: machine.address(a) + i * M * K * 4, transposed: transposedA },
      { at: machine.address(b) + i * K * N * 4, transposed: transposedB },
      {
        c: machine.address(out) + i * M * N * 4,
        bias: bias ? machine.address(bias) : 0,
        rectify: attrs.activation === 'relu',
      },
    );
  }
  return out;
}

function pooled(machine: KernelRuntime, kind: Pooling, { x }: Inputs, attrs: Attributes): TensorInfo | null {
  const window = attrs as WindowAttributes;
  if (x?.dtype !== 'float32' || !isSupported(window)) return null;
  const shape = poolingShape(x.shape, window);
  const y = machine.backend.makeOutput(shape.outShape, 'float32');
  pool(machine, kind, shape, { x: machine.address(x), y: machine.address(y) });
  return y;
}

function pooledBack(machine: KernelRuntime, kind: Pooling, inputs: Inputs, attrs: Attributes): TensorInfo | null {
  const { dy, input, output } = inputs;
  const window = attrs as WindowAttributes;
  if (!dy || !input || !isSupported(window)) return null;
  const shape = poolingShape(input.shape, window);
  const dx = machine.backend.makeOutput(input.shape, 'float32');
  poolGradient(machine, kind, shape, {
    x: machine.address(input),
    y: output ? machine.address(output) : 0,
    dy: machine.address(dy),
    dx: machine.address(dx),
  });
  return dx;
}

/**
 * A second name for the same values, as in tfjs's other backends. Its WASM backend copies them, and every tensor that a
 * gradient needs is cloned: the weights of a large layer at every step.
 */
function shared(machine: KernelRuntime, { x }: Inputs): TensorInfo | null {
  if (!x || x.dtype === 'string') return null;
  machine.backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}

function size(tensor: TensorInfo): number {
  return tensor.shape.reduce((product, length) => product * length, 1);
}
