import type { LayerInspection, NetworkInspection } from '../../../../../model/inspectNetwork.ts';
import type { KerasLine } from '../../../../../model/kerasCode.ts';
import { layerOfKind } from '../../../../../model/layers.ts';
import type { NetworkSpec } from '../../../../../model/networkSpec.ts';
import { formatCount, formatCounted, formatPercent } from '../../../../components/text/format.ts';

const PARTS = {
  imports: ['Keras', 'Keras is the library of the course. Axial computes the same in the browser, without Python.'],
  input: ['The scan', 'The size to which every scan is brought, and its channels: 1 for grey, 3 for colour.'],
  network: ['The network', 'Layers one after another: each takes what the one before gives.'],
  compile: ['How it learns', 'The rule that changes the weights, and the loss that it makes small.'],
  fit: ['Training', 'Passes over the training scans; the validation scans are only looked at after each one.'],
} as const;

/** What a line of code is, in words, and what it gives and costs. */
export function lineWords(
  of: NonNullable<KerasLine['of']>,
  network: NetworkSpec,
  inspection: NetworkInspection,
): { readonly title: string; readonly meaning: string; readonly cost: string | null } {
  if (typeof of === 'string') {
    const [title, meaning] = PARTS[of];
    return { title, meaning, cost: null };
  }
  const layer = network.layers[of];
  if (!layer)
    return {
      ...{ title: 'The output', cost: costOf(inspection.output, inspection.parameters) },
      meaning: 'One number for each class, or for two classes one: the probability of the second.',
    };
  const { label, help } = layerOfKind(layer.kind);
  const inspected = inspection.layers[of];
  return { title: label, meaning: help, cost: inspected ? costOf(inspected, inspection.parameters) : null };
}

/** '62 × 62 × 32 values; 320 parameters, 0.0 % of the network' */
function costOf({ outputShape, parameters }: LayerInspection, all: number): string {
  const shape = `Gives ${(outputShape ?? []).map(formatCount).join(' × ')} ${outputShape?.length === 1 && outputShape[0] === 1 ? 'value' : 'values'}`;
  if (parameters === 0) return `${shape}. Nothing to learn.`;
  return `${shape}. ${formatCounted(parameters, 'parameter')}, ${formatPercent(parameters / all)} of the network.`;
}
