import {
  add,
  avgPool,
  conv2d,
  type LayersModel,
  matMul,
  maxPool,
  mul,
  relu,
  type Shape,
  sigmoid,
  softmax,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs';
import { rowsOf } from '../inference/predict.ts';
import { type LayerKind, layerOfClass } from '../model/layers.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { toUnitRange } from '../preprocessing/preprocess.ts';
import { changedInput } from './changedInput.ts';
import { channelWith, layerOverview } from './channels.ts';
import type {
  Activations,
  AskedActivations,
  AskedMaps,
  Change,
  Operation,
  SlidingWindow,
  Values,
} from './operation.ts';
import { slidingWindow } from './windowWalk.ts';

type Layer = LayersModel['layers'][number];
type Step = Operation & {
  readonly apply: (input: Tensor) => Tensor;
  /** Kernel and bias; none but for what is learned by a sum of products. */
  readonly weights: readonly Tensor[];
};

const ACTIVATIONS = { relu, sigmoid, softmax } as const;
/** Feature maps of an operation that are shown small, and their longest side. */
const SMALL_MAPS = 8;
const SMALL_SIDE = 32;

/**
 * What a network computes of one scan, operation by operation: each layer as its definition says, none folded into another.
 * @param pixels [size, size, depth] bytes, as `preprocess` makes them
 */
export async function activations(
  network: LayersModel,
  pixels: Uint8Array,
  { size, depth }: NetworkInput,
  asked: AskedActivations,
): Promise<Activations> {
  const { values = [], weights = [], overviews = [], maps = null, small = false, changes = [] } = asked;
  const steps = stepsOf(network);
  const scan = changedInput(toUnitRange(pixels), { size, depth }, changes);
  const outputs = tidy(() => walk(steps, tensor4d(scan, [1, size, size, depth]), changes));
  const images = small ? [...steps.keys()].filter((at) => outputs[at]?.rank === 4) : [];
  const smaller = tidy(() => images.map((at) => smallMaps(outputs[at] as Tensor4D)));
  try {
    const logits = await logitsIn(steps, outputs);
    // What is sent, summed up or looked through as a whole is read once.
    const whole = await readAll(wholePlaces(values, overviews, maps), (at) => outputs[at]);
    const channel = maps && channelOf(maps, whole);
    return {
      operations: steps.map(({ layer, kind, shape, window }) => ({ layer, kind, shape, window })),
      values: picked(whole, values, (each) => each),
      overviews: picked(whole, overviews, layerOverview),
      maps: maps && channel !== null ? await readMaps(maps.at, outputs, channel) : {},
      channel,
      weights: await readEach(weights, async (at) => Promise.all((steps[at]?.weights ?? []).map(read))),
      small: await readAll(images, (_, index) => smaller[index]),
      logits,
      probabilities: logits && (rowsOf((await read(outputs.at(-1) as Tensor)).values, 1)[0] ?? null),
    };
  } finally {
    for (const tensor of [...outputs, ...smaller]) tensor.dispose();
  }
}

/** What each operation gives, as far as there is a way. */
function walk(steps: readonly Step[], scan: Tensor, changes: readonly Change[]): Tensor[] {
  const outputs = [switchedOff(scan, 0, changes)];
  for (const [at, step] of steps.entries()) {
    const input = outputs[at - 1];
    if (!input) continue;
    const isAsUsual = sameShape(input.shape.slice(1), steps[at - 1]?.shape ?? []);
    // What makes an image of an image takes one of any size: behind a window of another stride there is still a way on.
    if (!isAsUsual && !isImage(step.shape)) break;
    outputs.push(switchedOff(changed(step, at, input, changes), at, changes));
  }
  return outputs;
}

function changed(step: Step, at: number, input: Tensor, changes: readonly Change[]): Tensor {
  const change = changes.findLast((each) => (each.what === 'filter' || each.what === 'pooling') && each.at === at);
  if (change?.what === 'filter') return withFilter(step, input as Tensor4D, change);
  if (change?.what !== 'pooling' || !step.window) return step.apply(input);
  const { size, stride, padding } = step.window;
  const pool = change.keeps === 'mean' ? avgPool : maxPool;
  return pool(input as Tensor4D, size, stride, padding);
}

/** One map is of another filter. Where its stride or padding give another size, all others are of them too. */
function withFilter(step: Step, input: Tensor4D, change: Extract<Change, { what: 'filter' }>): Tensor {
  const [kernel, bias] = step.weights as readonly [Tensor4D, Tensor1D | undefined];
  const { channel, size, stride, padding } = change;
  const [, , depth, filters] = kernel.shape;
  const usual = convolved(input, kernel, bias, { stride, padding });
  const filter = tensor4d([...change.kernel], [size, size, depth, 1]);
  const map = add(conv2d(input, filter, stride, padding), change.bias);
  const isIt = tensor1d(Array.from({ length: filters }, (_, index) => Number(index === channel)));
  return add(mul(usual, isIt.mul(-1).add(1)), mul(map, isIt));
}

function switchedOff(output: Tensor, at: number, changes: readonly Change[]): Tensor {
  const off = changes.flatMap((change) => (change.what === 'off' && change.at === at ? change.channels : []));
  if (off.length === 0) return output;
  const channels = output.shape.at(-1) ?? 0;
  return mul(output, tensor1d(Array.from({ length: channels }, (_, index) => Number(!off.includes(index)))));
}

function stepsOf(network: LayersModel): Step[] {
  const steps: Step[] = [];
  const [, ...inputShape] = network.inputs[0]?.shape ?? [];
  steps.push({ layer: 'input', kind: 'input', shape: known(inputShape), window: null, apply: (x) => x, weights: [] });
  for (const layer of network.layers) {
    if (layer.getClassName() === 'InputLayer') continue;
    const shape = known((layer.outputShape as Shape).slice(1));
    const { linear, activation } = partsOf(layer);
    steps.push({ ...linear, layer: layer.name, shape });
    if (activation) {
      const apply = ACTIVATIONS[activation];
      steps.push({ layer: layer.name, kind: activation, shape, window: null, apply, weights: [] });
    }
  }
  return steps;
}

/** A convolution or dense layer without its activation, and that; any other layer is one part. */
function partsOf(layer: Layer): {
  readonly linear: Omit<Step, 'layer' | 'shape'>;
  readonly activation: keyof typeof ACTIVATIONS | null;
} {
  const kind = kindOf(layer);
  const { activation, strides, poolSize, kernelSize, padding } = layer.getConfig();
  const window = slidingWindow({ kernel_size: kernelSize, pool_size: poolSize, strides, padding });
  const whole = { kind, window, apply: (x: Tensor) => layer.apply(x) as Tensor, weights: [] };
  if (kind !== 'conv' && kind !== 'dense') return { linear: whole, activation: null };
  const [kernel, bias] = layer.getWeights();
  if (!kernel) throw new Error(`The layer ${layer.name} has no weights.`);
  const apply = (x: Tensor) =>
    window ? convolved(x as Tensor4D, kernel as Tensor4D, bias, window) : withBias(matMul(x as Tensor2D, kernel), bias);
  return {
    linear: { ...whole, apply, weights: bias ? [kernel, bias] : [kernel] },
    activation: activationOf(activation),
  };
}

function kindOf(layer: Layer): LayerKind {
  const known = layerOfClass(layer.getClassName());
  if (!known) throw new Error(`Axial does not know layers like ${layer.name}.`);
  return known.kind;
}

function convolved(input: Tensor4D, kernel: Tensor4D, bias: Tensor | undefined, window: Omit<SlidingWindow, 'size'>) {
  return withBias(conv2d(input, kernel, window.stride, window.padding), bias);
}

function withBias(output: Tensor, bias: Tensor | undefined): Tensor {
  return bias ? add(output, bias) : output;
}

function activationOf(name: unknown): keyof typeof ACTIVATIONS | null {
  return name === 'relu' || name === 'sigmoid' || name === 'softmax' ? name : null;
}

function known(shape: readonly (number | null)[]): number[] {
  return shape.map((side) => side ?? 0);
}

function isImage(shape: readonly number[]): boolean {
  return shape.length === 3;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.join() === b.join();
}

/** [1, height, width, channels] -> [height, width, maps], each pixel the mean of a square. */
function smallMaps(output: Tensor4D): Tensor {
  const [, height, width, channels] = output.shape;
  const maps = Math.min(SMALL_MAPS, channels);
  const first = output.slice([0, 0, 0, 0], [1, height, width, maps]);
  const side = Math.ceil(Math.max(height, width) / SMALL_SIDE);
  return side === 1 || side > Math.min(height, width) ? first.clone() : avgPool(first, side, side, 'valid');
}

/** What goes into the last sigmoid or softmax. */
async function logitsIn(steps: readonly Step[], outputs: readonly Tensor[]): Promise<number[] | null> {
  const before = outputs[steps.length - 2];
  if (!before || outputs.length < steps.length) return null;
  return Array.from(await before.data<'float32'>());
}

function wholePlaces(values: readonly number[], overviews: readonly number[], maps: AskedMaps | null): number[] {
  const searched = maps && typeof maps.channel === 'object' ? [maps.channel.at] : [];
  return [...new Set([...values, ...overviews, ...searched])];
}

function channelOf({ channel }: AskedMaps, whole: Readonly<Record<number, Values>>): number {
  if (typeof channel === 'number') return channel;
  const values = whole[channel.at];
  return values ? channelWith(channel.most, values) : 0;
}

/** Of each only this channel is read. */
async function readMaps(places: readonly number[], outputs: readonly Tensor[], channel: number) {
  const there = places.filter((at) => outputs[at]?.rank === 4);
  const tensors = tidy(() => there.map((at) => (outputs[at] as Tensor4D).slice([0, 0, 0, channel], [-1, -1, -1, 1])));
  try {
    return await readAll(there, (_, index) => tensors[index]);
  } finally {
    for (const tensor of tensors) tensor.dispose();
  }
}

function picked<To>(
  whole: Readonly<Record<number, Values>>,
  places: readonly number[],
  to: (each: Values) => To,
): Record<number, To> {
  return Object.fromEntries(
    places.flatMap((at) => {
      const values = whole[at];
      return values ? [[at, to(values)] as const] : [];
    }),
  );
}

async function readAll(
  places: readonly number[],
  tensorAt: (at: number, index: number) => Tensor | undefined,
): Promise<Record<number, Values>> {
  const there = places.map((at, index) => ({ at, tensor: tensorAt(at, index) }));
  const read = there.flatMap(({ at, tensor }) => (tensor ? [readAt(at, tensor)] : []));
  return Object.fromEntries(await Promise.all(read));
}

async function readAt(at: number, tensor: Tensor): Promise<readonly [number, Values]> {
  const { shape, values } = await read(tensor);
  return [at, { shape: shape.slice(1), values }];
}

async function readEach<Value>(
  places: readonly number[],
  readPlace: (at: number) => Promise<Value>,
): Promise<Record<number, Value>> {
  return Object.fromEntries(await Promise.all(places.map(async (at) => [at, await readPlace(at)] as const)));
}

/** A copy: what a backend hands out may be its own memory. */
async function read(tensor: Tensor): Promise<Values> {
  return { shape: tensor.shape, values: new Float32Array(await tensor.data<'float32'>()) };
}
