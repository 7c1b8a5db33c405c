import { messageOf } from '../../dataset/messageOf.ts';
import { parseModelCard } from '../../model/card/card.ts';
import { weightsFingerprint } from '../../model/card/weightsFingerprint.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import { BrokenRecordError, parseRecord } from '../database/records.ts';
import { artifactsSchema, type ModelRecord, NOTHING_YET, type StoredModel, storedModelSchema } from './modelRecords.ts';

export type ParsedModel = StoredModel & { readonly deletedAt: string | null };

/** What is stored of a model besides its network. @throws Error when the card would not be read back */
export async function storedRecord({ artifacts, ...rest }: ModelRecord) {
  return {
    ...NOTHING_YET,
    ...rest,
    card: parseModelCard(rest.card),
    bytes: artifacts.weights.byteLength,
    fingerprint: await weightsFingerprint(artifacts.weights),
    deletedAt: null,
  };
}

/** @throws BrokenRecordError */
export function parseModel(raw: unknown): ParsedModel {
  const model = parseRecord('This model', storedModelSchema, raw);
  try {
    return { ...model, card: parseModelCard(model.card) };
  } catch (error) {
    const reason = messageOf(error);
    throw new BrokenRecordError(`This model cannot be read back. ${reason}`, {
      cause: error,
    });
  }
}

/** @param what names them: "The network of 'first try'" @throws BrokenRecordError */
export function parseArtifacts(what: string, raw: unknown): NetworkArtifacts {
  return parseRecord(what, artifactsSchema, raw);
}
