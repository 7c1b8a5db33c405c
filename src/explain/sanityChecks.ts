import { addN, type LayersModel, softmax, type Tensor2D, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs';
import { logitsOf } from '../model/forward.ts';
import { createRandom } from '../statistics/random.ts';
import { rankCorrelation } from '../statistics/rankCorrelation.ts';
import type { HeatMap } from './heatMap.ts';

/** What a heat map is worth. */
export type HeatMapChecks = {
  /**
   * Spearman's correlation of the map with one of the same network with random weights (Adebayo et al., 2018), of the sizes without
   * their signs. Near 1: the map shows the scan's edges, not what was learned. Null where one of the two is empty.
   */
  readonly randomised: number | null;
  readonly deletion: DeletionCurve;
};

/**
 * The class's probability after 0, 10, ... 100 % of the pixels were covered with the mean grey: the strongest of the map first, and in
 * random order. A map that names what counts makes the first fall faster.
 */
export type DeletionCurve = {
  readonly shares: readonly number[];
  readonly strongestFirst: readonly number[];
  readonly random: readonly number[];
};

const STEPS = 10;
const RANDOM_SEED = 1;

/** The correlation of two maps by the size of their values; see `HeatMapChecks`. */
export function mapCorrelation(map: HeatMap, randomised: HeatMap): number | null {
  return rankCorrelation(Array.from(map.values, Math.abs), Array.from(randomised.values, Math.abs));
}

/** @param input [1, size, size, depth], 0..1 */
export async function deletionCurve(
  members: readonly LayersModel[],
  input: Tensor4D,
  map: HeatMap,
): Promise<DeletionCurve> {
  const [, size, , depth] = input.shape;
  const pixels = await input.data<'float32'>();
  const values = Array.from({ length: size * size }, (_, i) => valueAt(map, size, i % size, Math.floor(i / size)));
  const strength = Array.from(values.keys()).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const anyOrder = createRandom(RANDOM_SEED).shuffle(Array.from(values.keys()));
  const shares = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const curve = async (order: readonly number[]) => {
    const numbers = new Float32Array(shares.length * pixels.length);
    shares.forEach((share, step) => {
      numbers.set(covered(pixels, order.slice(0, Math.round(share * order.length)), depth), step * pixels.length);
    });
    return probabilities(members, tensor4d(numbers, [shares.length, size, size, depth]), map.classIndex);
  };
  return { shares, strongestFirst: await curve(strength), random: await curve(anyOrder) };
}

/** The map as it covers a square of `size` pixels: the value of the cell that a pixel's middle lies in. */
function valueAt({ values, width, height }: HeatMap, size: number, x: number, y: number): number {
  const [column, row] = [Math.floor(((x + 0.5) * width) / size), Math.floor(((y + 0.5) * height) / size)];
  return values[row * width + column] ?? 0;
}

function covered(pixels: Float32Array, places: readonly number[], depth: number): Float32Array {
  const grey = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const image = pixels.slice();
  for (const place of places) image.fill(grey, place * depth, (place + 1) * depth);
  return image;
}

/** Of a class, the mean of what the members say. */
async function probabilities(members: readonly LayersModel[], images: Tensor4D, classIndex: number): Promise<number[]> {
  const output = tidy(() => {
    const each = members.map((network) => {
      const logits = logitsOf(network, images, false);
      const [batch, units] = logits.shape;
      const rows: Tensor2D = units === 1 ? logits.neg().concat(logits, 1).mul(0.5) : logits;
      return softmax(rows).slice([0, classIndex], [batch, 1]);
    });
    return addN(each).div(members.length);
  });
  images.dispose();
  try {
    return Array.from(await output.data<'float32'>());
  } finally {
    output.dispose();
  }
}
