import type { LayersModel } from '@tensorflow/tfjs';
import { rescaled } from '../evaluation/calibration/temperature.ts';
import { predictTogether } from '../inference/predict.ts';
import type { NetworkInput } from '../model/networkInput.ts';
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
type DeletionCurve = {
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

/** What `deletionCurve` asks: the answer that Classify would show. */
export type Answers = {
  readonly members: readonly LayersModel[];
  /** As for every prediction of the network, mirror images included. */
  readonly input: NetworkInput;
  /** By which its probabilities are rescaled; undefined where they are not calibrated. */
  readonly temperature: number | undefined;
};

/** @param pixels size * size * depth bytes */
export async function deletionCurve(answers: Answers, pixels: Uint8Array, map: HeatMap): Promise<DeletionCurve> {
  const { size, depth } = answers.input;
  const values = Array.from({ length: size * size }, (_, i) => valueAt(map, size, i % size, Math.floor(i / size)));
  const strength = Array.from(values.keys()).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const anyOrder = createRandom(RANDOM_SEED).shuffle(Array.from(values.keys()));
  const shares = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const curve = async (order: readonly number[]) => {
    const scans = new Uint8Array(shares.length * pixels.length);
    shares.forEach((share, step) => {
      scans.set(covered(pixels, order.slice(0, Math.round(share * order.length)), depth), step * pixels.length);
    });
    const rows = await predictTogether(answers.members, scans, shares.length, answers.input);
    return rows.map((row) => rescaled(row, answers.temperature)[map.classIndex] ?? Number.NaN);
  };
  return { shares, strongestFirst: await curve(strength), random: await curve(anyOrder) };
}

/** The map as it covers a square of `size` pixels: the value of the cell that a pixel's middle lies in. */
function valueAt({ values, width, height }: HeatMap, size: number, x: number, y: number): number {
  const [column, row] = [Math.floor(((x + 0.5) * width) / size), Math.floor(((y + 0.5) * height) / size)];
  return values[row * width + column] ?? 0;
}

function covered(pixels: Uint8Array, places: readonly number[], depth: number): Uint8Array {
  const grey = Math.round(pixels.reduce((sum, value) => sum + value, 0) / pixels.length);
  const image = pixels.slice();
  for (const place of places) image.fill(grey, place * depth, (place + 1) * depth);
  return image;
}
