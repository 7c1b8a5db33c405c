import { type LayersModel, matMul, model, type Tensor, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs';
import { assertBackendAliveLately } from '../compute/canary.ts';
import { foldBatchNorm, foldedHead, isChain } from '../compute/kernels/layers/foldBatchNorm.ts';
import { runningKernels } from '../compute/wasmBackend.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { createRandom } from '../statistics/random.ts';
import { meanRows, mirrored } from './flips.ts';
import { inputTensor } from './inputTensor.ts';
import { demandNumbers, predict, rowsOf } from './predict.ts';

const batchSize = 64;
/** Wider activations are projected to this many numbers, which keeps distances to some per cent (Achlioptas, 2003). */
const widest = 256;
const projectionSeed = 20_26;

/** What a network makes of scans before its last layer decides: [count, width], width at most 256. */
export type Embeddings = { readonly values: Float32Array<ArrayBuffer>; readonly width: number };

/** What a network says of scans, as `predict` has it, and what it makes of them before. */
export type PredictionsAndEmbeddings = { readonly rows: number[][]; readonly embeddings: Embeddings };

/**
 * The activations before the last layer of `network` for `count` scans. `pixels`: count * size * size * depth bytes.
 * No tensor outlives the call.
 */
export async function embed(
  network: LayersModel,
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<Embeddings> {
  return (await passOver(network, pixels, count, input)).embeddings;
}

/**
 * Both in one pass over the scans (two with flips, which are of the predictions alone); of the members of an ensemble the mean of what they
 * say, and what the first of them makes of the scans. Throws as `predict` does.
 */
export async function predictAndEmbed(
  [first, ...others]: readonly [LayersModel, ...LayersModel[]],
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<PredictionsAndEmbeddings> {
  const { rows, embeddings } = await passOver(first, pixels, count, input);
  demandNumbers(rows);
  const answers = [await withFlips(first, rows, pixels, count, input)];
  for (const member of others) answers.push(await predict(member, pixels, count, input));
  return { rows: meanRows(answers), embeddings };
}

async function withFlips(
  network: LayersModel,
  rows: number[][],
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<number[][]> {
  if (!input.flips) return rows;
  const turned = await predict(network, mirrored(pixels, input), count, { ...input, flips: false });
  return meanRows([rows, turned]);
}

async function passOver(
  network: LayersModel,
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<PredictionsAndEmbeddings> {
  const last = network.layers.at(-1)?.input;
  if (!last || Array.isArray(last)) throw new Error('The network has no layer before the last one.');
  const activations = last.shape.slice(1).reduce<number>((product, side) => product * (side ?? 1), 1);
  const width = Math.min(widest, activations);
  const projection = activations > widest ? tensor2d(randomSigns(activations), [activations, widest]) : null;
  const values = new Float32Array(count * width);
  const rows: number[][] = [];
  const scanBytes = input.size * input.size * input.depth;
  try {
    for (let first = 0; first < count; first += batchSize) {
      const scans = Math.min(batchSize, count - first);
      const batch = pixels.subarray(first * scanBytes, (first + scans) * scanBytes);
      const pass = await passOverBatch(network, batch, scans, input, projection);
      values.set(pass.values, first * width);
      rows.push(...rowsOf(pass.outputs, scans));
    }
  } finally {
    projection?.dispose();
  }
  await assertBackendAliveLately();
  return { rows, embeddings: { values, width } };
}

async function passOverBatch(
  network: LayersModel,
  pixels: Uint8Array,
  scans: number,
  input: NetworkInput,
  projection: Tensor2D | null,
): Promise<{ readonly values: Float32Array; readonly outputs: Float32Array }> {
  const { seen, output } = tidy(() => {
    const { activations, output } = forwardPass(network, inputTensor(pixels, input));
    const flat = activations.reshape([scans, -1]) as Tensor2D;
    return { seen: projection ? matMul(flat, projection) : flat.clone(), output };
  });
  try {
    return { values: await read(seen), outputs: await read(output) };
  } finally {
    seen.dispose();
    output.dispose();
  }
}

function read(tensor: Tensor): Promise<Float32Array> {
  return tensor.data<'float32'>();
}

/** [rows, 256]: 1 or -1 over the root of 256, the same everywhere. Those drawn last are kept: it takes longer than a pass. */
function randomSigns(rows: number): Float32Array {
  if (signs.length !== rows * widest) {
    const random = createRandom(projectionSeed);
    const scale = 1 / Math.sqrt(widest);
    signs = Float32Array.from({ length: rows * widest }, () => (random.next() < 0.5 ? -scale : scale));
  }
  return signs;
}

let signs = new Float32Array(0);

/** What a network makes of a batch: what its last layer is given, [batch, ...], and what it answers, [batch, units]. */
type ForwardPass = { readonly activations: Tensor; readonly output: Tensor };

/** Both in one pass, in use. */
function forwardPass(network: LayersModel, input: Tensor): ForwardPass {
  if (runningKernels() !== null && isChain(network)) {
    const activations = foldBatchNorm(network, input, { head: false });
    return { activations, output: foldedHead(network, activations) };
  }
  const [activations, output] = [withActivations(network).predictOnBatch(input)].flat();
  if (!activations || !output) throw new Error('The network gave no activations.');
  return { activations, output };
}

/** The same layers under another name: building it takes tfjs longer than a small network takes to answer. */
const known = new WeakMap<LayersModel, LayersModel>();

function withActivations(network: LayersModel): LayersModel {
  const last = network.layers.at(-1)?.input;
  if (!last || Array.isArray(last)) throw new Error('The network has no layer before the last one.');
  const both = known.get(network) ?? model({ inputs: network.inputs, outputs: [last, ...network.outputs] });
  known.set(network, both);
  return both;
}
