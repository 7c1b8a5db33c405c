import { type LayersModel, tensor, tidy } from '@tensorflow/tfjs';
import type { StartingWeights } from '../model/startFrom.ts';

/** Puts the weights of a model in the place of the random ones, and freezes the first layers. @throws Error where they do not fit */
export function beginWith(network: LayersModel, { frozen, weights }: StartingWeights): void {
  const own = new Map(
    network.layers.flatMap((layer) => layer.weights.map((weight) => [weight.originalName, weight] as const)),
  );
  for (const { name, values } of weights) {
    const weight = own.get(name);
    if (weight?.shape.reduce<number>((all, side) => all * (side ?? 0), 1) !== values.length)
      throw new Error(`The weights '${name}' of the model to start from do not fit this network.`);
    tidy(() => void weight.write(tensor(values.slice(), weight.shape as number[])));
  }
  freeze(network, frozen);
}

/** Lets the first `count` layers be as they are in training; all others learn. */
export function freeze({ layers }: LayersModel, count: number): void {
  for (const [index, layer] of layers.entries()) layer.trainable = index >= count;
}
