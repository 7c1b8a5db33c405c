import { appearances } from '../../../inference/appearance.ts';
import { type Unlike, unlikeness } from '../../../inference/familiarity.ts';
import type { ModelCard } from '../../../model/card.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import type { JobsContext } from '../context.ts';
import { type KeptNetwork, predictAndEmbedPixels, predictPixels } from './predictPixels.ts';

type Answers = {
  /** As the network itself says them: see `predictPixels`. */
  readonly probabilities: readonly (readonly number[])[];
  /** For each scan in what it is unlike those that the network learned from; null where its card has no such check. */
  readonly unlike: readonly Unlike[][] | null;
};

/** What a network says of preprocessed scans, and whether it may be asked about them. @param scans width and height, pixels */
export async function checkedPredictions(
  context: JobsContext,
  network: KeptNetwork & { readonly card: Pick<ModelCard, 'familiarity'> },
  pixels: Uint8Array,
  scans: readonly { readonly width: number; readonly height: number }[],
): Promise<Answers> {
  const { familiarity } = network.card;
  const count = scans.length;
  if (!familiarity || count === 0) {
    return { probabilities: await predictPixels(context, network, pixels, count), unlike: null };
  }
  const { rows, embeddings } = await predictAndEmbedPixels(context, network, pixels, count);
  const looks = appearances(pixels, count, networkInputOf(network.card));
  const seen = { appearances: looks, activations: embeddings.values, count };
  return { probabilities: rows, unlike: unlikeness(familiarity, seen, scans) };
}
