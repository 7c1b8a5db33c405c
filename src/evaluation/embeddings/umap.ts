import { UMAP } from 'umap-js';
import { createRandom } from '../../statistics/random.ts';

const SEED = 20_26;
/** UMAP looks at 15 neighbours; of fewer rows it makes nothing. */
const NEIGHBOURS = 15;
/** What the search for neighbours is of the whole, about. */
const SEARCH_SHARE = 0.2;

/**
 * Places rows in a plane so that those that were near each other stay so (UMAP; McInnes, Healy and Melville, 2018). Distances between
 * clusters, and their sizes, mean nothing.
 *
 * @param values [count, width]
 * @param onProgress hears shares, 0..1
 * @returns [count, 2]; null where there are too few rows
 */
export function umap(
  values: Float32Array,
  width: number,
  onProgress: (share: number) => void,
): Float32Array<ArrayBuffer> | null {
  const rows = Array.from({ length: values.length / width }, (_, row) =>
    Array.from(values.subarray(row * width, (row + 1) * width)),
  );
  if (rows.length <= NEIGHBOURS) return null;
  const random = createRandom(SEED);
  const layout = new UMAP({ random: () => random.next(), nNeighbors: NEIGHBOURS });
  const epochs = layout.initializeFit(rows);
  for (let epoch = 0; epoch < epochs; epoch++) {
    onProgress(SEARCH_SHARE + ((1 - SEARCH_SHARE) * epoch) / epochs);
    layout.step();
  }
  return Float32Array.from(layout.getEmbedding().flat());
}
