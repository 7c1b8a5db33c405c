import * as v from 'valibot';
import { sha256Of } from '../../dataset/hashes.ts';
import { canonicalJson } from '../../model/card/canonicalJson.ts';
import { type ModelCard, parseModelCard } from '../../model/card/card.ts';
import { type NetworkArtifacts, weightsOf } from '../../model/networkArtifacts.ts';

/** `axial.json`: the card, and a checksum of it with the network. It tells a changed file from a whole one, not who made it. */
export async function writeCardFile(card: ModelCard, artifacts: NetworkArtifacts): Promise<string> {
  return JSON.stringify({ ...card, checksum: await checksumOf(card, artifacts) }, null, 2);
}

/** The same for a file of another program: its checksum is of what such a file keeps, the card and the weights in any order. */
export async function writeCardElsewhere(card: ModelCard, artifacts: NetworkArtifacts): Promise<string> {
  const written = parseModelCard(card);
  return JSON.stringify({ ...written, checksum: await checksumElsewhere(written, artifacts) }, null, 2);
}

const withChecksum = v.looseObject({ checksum: v.exactOptional(v.unknown()) });

/**
 * The card of a file, and what tells whether it was changed since it was written.
 * @param raw the JSON of `axial.json`
 * @throws Error of one sentence
 */
export function parseCardFile(raw: unknown): {
  readonly card: ModelCard;
  readonly demandUnchanged: (artifacts: NetworkArtifacts) => Promise<void>;
  /**
   * Of a file of another program. Such files had no checksum before, and `train.py` writes none.
   * @param others whether that program saved it since: then its weights may be others, beside the same card
   */
  readonly demandFitting: (artifacts: NetworkArtifacts, others: boolean) => Promise<void>;
} {
  if (!v.is(withChecksum, raw))
    return { card: parseModelCard(raw), demandUnchanged: async () => {}, demandFitting: async () => {} };
  const { checksum, ...written } = raw;
  const card = parseModelCard(written);
  demandMeasurable(card);
  const demandUnchanged = async (artifacts: NetworkArtifacts) => {
    const isOlder = checksum === undefined && card.golden.columns === undefined;
    if (!isOlder && checksum !== (await checksumOf(written, artifacts))) throw new Error(CHANGED);
  };
  const demandFitting = async (artifacts: NetworkArtifacts, others: boolean) => {
    if (checksum === undefined) return;
    const [ofCard, ofWeights] = (await checksumElsewhere(written, artifacts)).split(' ');
    const [saidOfCard, saidOfWeights] = String(checksum).split(' ');
    if (ofCard !== saidOfCard || (ofWeights !== saidOfWeights && !others)) throw new Error(CHANGED);
  };
  return { card, demandUnchanged, demandFitting };
}

const CHANGED = 'The card or the network in this file was changed after the model was saved: take another copy.';

/** Covers every field of the card, and the network: whatever is changed, it is another one. 64 hex digits. */
async function checksumOf(card: object, { topology, weightSpecs, weights }: NetworkArtifacts): Promise<string> {
  return sha256Of(canonicalJson({ card, topology, weightSpecs, weights: await sha256Of(weights) }));
}

/** Of the card, and of the weights: 64 hex digits each. */
async function checksumElsewhere(card: object, artifacts: NetworkArtifacts): Promise<string> {
  const hashes = await Promise.all(weightsOf(artifacts).map(({ values }) => sha256Of(values)));
  return `${await sha256Of(canonicalJson(card))} ${await sha256Of(canonicalJson(hashes.sort()))}`;
}

/** What sums and roots of doubles are off by. */
const ROUNDING = 1e-9;

/** No metric of a card leaves 0..1, nor its own interval. */
function demandMeasurable({ figures, folds = [] }: ModelCard): void {
  for (const { values } of [figures, ...folds.map((fold) => fold.figures)])
    for (const [name, { value, low, high }] of Object.entries(values)) {
      const inOrder = low <= value + ROUNDING && value <= high + ROUNDING;
      if (inOrder && low >= -ROUNDING && high <= 1 + ROUNDING) continue;
      throw new Error(
        `The card in this file says that ${name} is ${shown(value)} (${shown(low)} to ${shown(high)}), which no measurement gives: take another copy.`,
      );
    }
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
