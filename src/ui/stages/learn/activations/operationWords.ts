import type { Operation } from '../../../../explain/operation.ts';
import type { LayerEffect } from '../../../../model/layerDefinition/layer.ts';
import { layerOfKind } from '../../../../model/layers.ts';

/** 'Convolution' */
export function kindName(kind: Operation['kind']): string {
  if (kind === 'input') return 'Scan';
  if (kind === 'sigmoid') return 'Sigmoid';
  if (kind === 'softmax') return 'Softmax';
  return layerOfKind(kind).label;
}

/** What an operation does to values; null for the scan itself. */
export function effectOf(kind: Operation['kind']): LayerEffect | null {
  if (kind === 'input') return null;
  return kind === 'sigmoid' || kind === 'softmax' ? 'pointwise' : layerOfKind(kind).effect;
}

/** '62 × 62 × 32' */
export function shapeWords(shape: readonly number[]): string {
  return shape.map((side) => side.toLocaleString('en')).join(' × ');
}

/** Each operation of these kinds by its place, named for a list: 'Convolution 2 (29 × 29 × 64)'. */
export function choicesOf(
  operations: readonly Operation[],
  kinds: readonly Operation['kind'][],
): { readonly at: number; readonly label: string }[] {
  const of = [...operations.entries()].filter(([, { kind, shape }]) => kinds.includes(kind) && shape.length === 3);
  return of.map(([at, { kind, shape }], index) => ({
    at,
    label: `${kindName(kind)} ${index + 1} (${shapeWords(shape)})`,
  }));
}
