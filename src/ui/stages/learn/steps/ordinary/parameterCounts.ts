import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import { layerOfKind } from '../../../../../model/layers.ts';
import type { LearnNetwork } from '../../subject/subject.ts';

/** Weights and biases of a layer in which every neuron sees every pixel. */
export function denseParameters(size: number, depth: number, neurons: number): number {
  return size * size * depth * neurons + neurons;
}

/** The same of a convolution, whatever the size of the image. */
export function convolutionParameters(kernelSize: number, depth: number, filters: number): number {
  return kernelSize * kernelSize * depth * filters + filters;
}

export type LayerParameters = { readonly name: string; readonly parameters: number; readonly share: number };

/** Where the parameters of a network are: its layers that have any, in their order. */
export function layerParameters({
  network,
  preprocessing,
  classes,
}: Pick<LearnNetwork, 'network' | 'preprocessing' | 'classes'>): LayerParameters[] {
  const { layers, output, parameters } = inspectNetwork(network, preprocessing, Math.max(2, classes.length));
  const counts = new Map<string, number>();
  const named = network.layers.map(({ kind }, index) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return { name: `${layerOfKind(kind).label} ${count}`, parameters: layers[index]?.parameters ?? 0 };
  });
  return [...named, { name: 'Output', parameters: output.parameters }]
    .filter((each) => each.parameters > 0)
    .map((each) => ({ ...each, share: each.parameters / Math.max(1, parameters) }));
}
