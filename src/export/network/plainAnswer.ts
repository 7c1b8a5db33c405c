import { rescaled } from '../../evaluation/calibration/temperature.ts';
import { meanRows, mirrored } from '../../inference/flips.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { networkInputOf } from '../../model/networkInput.ts';
import { toUnitRange } from '../../preprocessing/preprocess.ts';
import type { ChainLayer } from './chains.ts';
import { plainPredict } from './plainNetwork.ts';

/** The probability of each class, as Axial says it: with test-time flips and a temperature where the model has them. @param pixels the network's input, bytes */
export function answerToInput(
  chains: readonly (readonly ChainLayer[])[],
  card: ModelCard,
  pixels: Uint8Array,
): readonly number[] {
  const input = networkInputOf(card);
  const row = rowOf(chains, pixels);
  const mean = input.flips ? (meanRows([[row], [rowOf(chains, mirrored(pixels, input))]])[0] ?? row) : row;
  return rescaled(mean, card.temperature);
}

function rowOf(chains: readonly (readonly ChainLayer[])[], pixels: Uint8Array): number[] {
  const output = [...plainPredict(chains, toUnitRange(pixels))];
  const [positive = Number.NaN] = output;
  if (output.length === 1) return [1 - positive, positive];
  const sum = output.reduce((all, each) => all + each, 0);
  return output.map((each) => each / sum);
}
