import * as v from 'valibot';
import type { RecordOf } from '../dataset/recordSchemas.ts';
import type { Layer, NextLayer, Weight } from './layerDefinition/layer.ts';
import type { Shape } from './layerDefinition/layerShape.ts';
import { averagePool } from './layers/averagePool.ts';
import { batchNorm } from './layers/batchNorm.ts';
import { conv } from './layers/conv.ts';
import { dense } from './layers/dense.ts';
import { dropout } from './layers/dropout.ts';
import { flatten } from './layers/flatten.ts';
import { globalAverageMaxPool } from './layers/globalAverageMaxPool.ts';
import { globalAveragePool } from './layers/globalAveragePool.ts';
import { globalMaxPool } from './layers/globalMaxPool.ts';
import { maxPool } from './layers/maxPool.ts';
import { relu } from './layers/relu.ts';

/** Every kind of layer, in the order in which the page offers them. */
export const layerKinds = [
  conv,
  maxPool,
  averagePool,
  batchNorm,
  relu,
  dropout,
  flatten,
  globalAveragePool,
  globalMaxPool,
  globalAverageMaxPool,
  dense,
] as const;

/** One layer as plain data. The output layer is none of a network's: it follows from the number of classes. */
export type LayerSpec = RecordOf<(typeof layerKinds)[number]['schema']>;
export type LayerKind = LayerSpec['kind'];

export const layerSchema: v.GenericSchema<LayerSpec> = v.variant(
  'kind',
  layerKinds.map(({ schema }) => schema),
);

const layers: readonly Layer<LayerSpec>[] = layerKinds;
const byKind = Object.fromEntries(layers.map((layer) => [layer.kind, layer])) as Record<LayerKind, Layer<LayerSpec>>;

/** The definition of a kind of layer. */
export function layerOfKind(kind: LayerKind): Layer<LayerSpec> {
  return byKind[kind];
}

/** The kind that is built as this class of tfjs; undefined for a class of others, which leaves its input's shape. */
export function layerOfClass(className: string): Layer<LayerSpec> | undefined {
  return layers.find((layer) => layer.className === className);
}

/** The layer of the editor that a file describes so; null where there is none. */
export function specOfClass(className: string, config: object): LayerSpec | null {
  const layer = layerOfClass(className);
  if (!layer) return null;
  const values = Object.keys(layer.fields).length === 0 ? {} : layer.values?.(config);
  return values ? { ...layer.fresh, ...values } : null;
}

/** What a layer makes of its input, and the weights that it needs for it. */
export type LayerOn = { readonly outputShape: Shape; readonly weights: readonly Weight[] };

/**
 * What `layer`, followed by `next`, makes of one input of shape `input`.
 * @throws ImpossibleLayerError
 */
export function layerOn(layer: LayerSpec, input: Shape, next: NextLayer): LayerOn {
  const definition = layerOfKind(layer.kind);
  const config = definition.config(layer, next, input);
  return { outputShape: definition.outputShape(config, input), weights: definition.weights(config, input) };
}
