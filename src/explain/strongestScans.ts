import { type LayersModel, type Tensor, type Tensor3D, tidy } from '@tensorflow/tfjs';
import { assertBackendAlive } from '../compute/canary.ts';
import { inputTensor } from '../inference/inputTensor.ts';
import type { NetworkInput } from '../model/networkInput.ts';

/** The largest number in each feature map of a layer, for some scans. */
export type MapMaxima = {
  /** The place in the stack, from 0. */
  readonly layer: number;
  readonly width: number;
  readonly maps: number;
  /** [scans, maps] */
  readonly values: Float32Array<ArrayBuffer>;
  /** Where in the map it is: row * width + column, [scans, maps] */
  readonly places: Int32Array<ArrayBuffer>;
};

/** A scan that lights a feature map. */
export type LitScan = {
  readonly sha256: string;
  /** The largest number of the map. */
  readonly value: number;
  /** Where in the map it is. */
  readonly row: number;
  readonly column: number;
};

/** The scans that light one feature map most. */
export type LitMap = { readonly map: number; readonly scans: readonly LitScan[] };

/** Scans that go through the network together. */
const AT_ONCE = 64;

/**
 * The maxima of every layer that gives feature maps, for `count` scans. `pixels`: count * size * size * depth bytes.
 * No tensor outlives the call.
 */
export async function mapMaxima(
  network: LayersModel,
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<MapMaxima[]> {
  const scanBytes = input.size * input.size * input.depth;
  let all: MapMaxima[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const some = pixels.subarray(first * scanBytes, Math.min(count, first + AT_ONCE) * scanBytes);
    const maxima = await maximaOf(network, some, input);
    if (first === 0) all = maxima.map((each) => roomFor(each, count));
    for (const [index, { maps, values, places }] of maxima.entries()) {
      all[index]?.values.set(values, first * maps);
      all[index]?.places.set(places, first * maps);
    }
  }
  await assertBackendAlive();
  return all;
}

function roomFor(maxima: MapMaxima, count: number): MapMaxima {
  const numbers = count * maxima.maps;
  return { ...maxima, values: new Float32Array(numbers), places: new Int32Array(numbers) };
}

async function maximaOf(network: LayersModel, pixels: Uint8Array, input: NetworkInput): Promise<MapMaxima[]> {
  const layers = tidy(() => {
    let features: Tensor = inputTensor(pixels, input);
    return network.layers.slice(0, -1).flatMap((layer, place) => {
      features = layer.apply(features) as Tensor;
      const [scans = 0, height = 0, width = 0, maps = 0] = features.shape;
      if (features.rank !== 4) return [];
      const rows = features.reshape([scans, height * width, maps]) as Tensor3D;
      return [{ layer: place, width, maps, values: rows.max(1), places: rows.argMax(1) }];
    });
  });
  try {
    return await Promise.all(
      layers.map(async ({ values, places, ...layer }) => ({
        ...layer,
        values: new Float32Array(await values.data<'float32'>()),
        places: new Int32Array(await places.data<'int32'>()),
      })),
    );
  } finally {
    for (const { values, places } of layers) for (const each of [values, places]) each.dispose();
  }
}

/** The map whose maxima differ most from scan to scan, by their variance: that one has something to tell. */
export function liveliestMap({ maps, values }: Pick<MapMaxima, 'maps' | 'values'>): number {
  const scans = values.length / maps;
  const variances = Array.from({ length: maps }, (_, map) => {
    const maxima = Array.from({ length: scans }, (_, scan) => values[scan * maps + map] ?? 0);
    const mean = maxima.reduce((sum, each) => sum + each, 0) / scans;
    return maxima.reduce((sum, each) => sum + (each - mean) ** 2, 0) / scans;
  });
  return Math.max(0, variances.indexOf(Math.max(...variances)));
}

/**
 * The scans with the largest maxima of one map, the largest first, and of scans that belong together (copies, one patient) only one.
 * A map that is 0 everywhere is lit by none.
 * @param groups for each scan the number of what belongs together
 */
export function strongestScans(
  { width, maps, values, places }: MapMaxima,
  map: number,
  sha256s: readonly string[],
  groups: ArrayLike<number>,
  most: number,
): LitScan[] {
  const maximumOf = (scan: number) => values[scan * maps + map] ?? 0;
  const order = Array.from(sha256s.keys()).sort((a, b) => maximumOf(b) - maximumOf(a));
  const seen = new Set<number>();
  const lit: LitScan[] = [];
  for (const scan of order) {
    if (lit.length === most || maximumOf(scan) <= 0) break;
    const group = groups[scan] ?? scan;
    if (seen.has(group)) continue;
    seen.add(group);
    const place = places[scan * maps + map] ?? 0;
    lit.push({
      ...{ sha256: sha256s[scan] ?? '', value: maximumOf(scan) },
      ...{ row: Math.floor(place / width), column: place % width },
    });
  }
  return lit;
}
