import type { SettingField } from '../../../../../dataset/settingFields.ts';
import { type LayerKind, type LayerSpec, layerOfKind } from '../../../../../model/layers.ts';
import type { NetworkSpec } from '../../../../../model/networkSpec.ts';
import { formatCount, formatPercent } from '../../../../components/text/format.ts';

/** The values of a layer in a few words: '32 of 3 × 3, same, ReLU'. */
export function layerValues(layer: LayerSpec): string {
  const definition = layerOfKind(layer.kind);
  const values = new Map<string, unknown>(Object.entries(layer));
  const shown = Object.entries(definition.fields).map(([key, field]) => [key, shownValue(field, values.get(key))]);
  return definition.summary(Object.fromEntries(shown), layer);
}

function shownValue(field: SettingField, value: unknown): string {
  if (field.type === 'choice') return field.options.find((option) => option.value === value)?.label ?? '';
  return field.type === 'number' && field.unit === '%' ? formatPercent(Number(value), 0) : formatCount(Number(value));
}

/** Puts a fresh layer at `place`; the layers from there on move down. */
export function addLayer(network: NetworkSpec, place: number, kind: LayerKind): NetworkSpec {
  return custom(network.layers.toSpliced(place, 0, layerOfKind(kind).fresh));
}

export function removeLayer(network: NetworkSpec, place: number): NetworkSpec {
  return custom(network.layers.toSpliced(place, 1));
}

export function changeLayer(network: NetworkSpec, place: number, layer: LayerSpec): NetworkSpec {
  return custom(network.layers.with(place, layer));
}

/** Moves a layer to another place; past an end it stays. */
export function moveLayer(network: NetworkSpec, from: number, to: number): NetworkSpec {
  const layer = network.layers[from];
  if (!layer || to < 0 || to >= network.layers.length || from === to) return network;
  return custom(network.layers.toSpliced(from, 1).toSpliced(to, 0, layer));
}

/** An edited preset is a preset no more. */
function custom(layers: readonly LayerSpec[]): NetworkSpec {
  return { preset: 'custom', layers };
}
