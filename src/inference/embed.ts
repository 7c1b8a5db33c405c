import { type LayersModel, matMul, model, type SymbolicTensor, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs';
import { assertBackendAlive } from '../compute/canary.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { createRandom } from '../statistics/random.ts';
import { inputTensor } from './inputTensor.ts';

const batchSize = 64;
/** Wider activations are projected to this many numbers, which keeps distances to some per cent (Achlioptas, 2003). */
const widest = 256;
const projectionSeed = 20_26;

/** What a network makes of scans before its last layer decides: [count, width], width at most 256. */
export type Embeddings = { readonly values: Float32Array<ArrayBuffer>; readonly width: number };

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
  const last = network.layers.at(-1)?.input;
  if (!last || Array.isArray(last)) throw new Error('The network has no layer before the last one.');
  const shape = last.shape.slice(1).map((side) => side ?? 1);
  const activations = shape.reduce((product, side) => product * side, 1);
  const width = Math.min(widest, activations);
  const projection = activations > widest ? randomSigns(activations) : null;
  const values = new Float32Array(count * width);
  const scanBytes = input.size * input.size * input.depth;
  try {
    for (let first = 0; first < count; first += batchSize) {
      const batch = pixels.subarray(first * scanBytes, Math.min(count, first + batchSize) * scanBytes);
      values.set(await embedBatch(network, last, batch, input, projection), first * width);
    }
  } finally {
    projection?.dispose();
  }
  await assertBackendAlive();
  return { values, width };
}

async function embedBatch(
  network: LayersModel,
  last: SymbolicTensor,
  pixels: Uint8Array,
  input: NetworkInput,
  projection: Tensor2D | null,
): Promise<Float32Array> {
  const scans = pixels.length / (input.size * input.size * input.depth);
  const output = tidy(() => {
    const upToLast = model({ inputs: network.inputs, outputs: last });
    const [activations] = [upToLast.predictOnBatch(inputTensor(pixels, input))].flat();
    if (!activations) throw new Error('The network gave no activations.');
    const rows = activations.reshape([scans, -1]) as Tensor2D;
    return projection ? matMul(rows, projection) : rows.clone();
  });
  try {
    return await output.data<'float32'>();
  } finally {
    output.dispose();
  }
}

/** [rows, 256]: 1 or -1 over the root of 256, the same everywhere. */
function randomSigns(rows: number): Tensor2D {
  const random = createRandom(projectionSeed);
  const scale = 1 / Math.sqrt(widest);
  const signs = Float32Array.from({ length: rows * widest }, () => (random.next() < 0.5 ? -scale : scale));
  return tensor2d(signs, [rows, widest]);
}
