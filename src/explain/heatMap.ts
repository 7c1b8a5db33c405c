/** How a heat map is made; each answers another question of the same prediction. */
export type HeatMapMethod = 'grad-cam' | 'occlusion' | 'integrated-gradients';

/** What each part of the network's square input counts for the score of one class, as the network computes it. */
export type HeatMap = {
  readonly method: HeatMapMethod;
  readonly classIndex: number;
  /** Columns and rows of the map, which covers the whole input. */
  readonly width: number;
  readonly height: number;
  /** Row by row, in logits (Grad-CAM: on no scale of its own). Above 0 speaks for the class; below 0, where the method knows it, against. */
  readonly values: Float32Array<ArrayBuffer>;
};

/** The largest distance from 0, where the colours end; 0 says that a map is empty: nothing in the scan moved the score this way. */
export function strongestOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value > most) most = value;
    else if (-value > most) most = -value;
  }
  return most;
}
