import { product } from './layerDefinition/layerShape.ts';

/** A trained network as plain data: what TF.js calls model artifacts, with nothing of tfjs in its type. */
export type NetworkArtifacts = {
  /** The `modelTopology` of a TF.js LayersModel's `model.json`. */
  readonly topology: object;
  readonly weightSpecs: readonly WeightSpec[];
  /** The weights one after another in the order of `weightSpecs`, little-endian float32. */
  readonly weights: ArrayBuffer;
};

export type WeightSpec = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
};

/** Each weight by itself, in the order of `weightSpecs`: its numbers are a view. */
export function weightsOf({ weightSpecs, weights }: NetworkArtifacts) {
  let at = 0;
  return weightSpecs.map((spec) => {
    const values = new Float32Array(weights, at, product(spec.shape));
    at += values.byteLength;
    return { ...spec, values };
  });
}
