import type { LayerSpec } from '../layers.ts';

/** The name of the output layer. */
export const OUTPUT_LAYER = 'output';

/** conv_1, conv_2, ...: the same names every time, independent of what was built before. */
export function layerNames(layers: readonly Pick<LayerSpec, 'kind'>[]): string[] {
  const counts = new Map<string, number>();
  return layers.map(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind.replaceAll('-', '_')}_${count}`;
  });
}
