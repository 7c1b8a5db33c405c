import { sha256Of } from '../../dataset/hashes.ts';

/** Tells one trained network from another, also where their names are the same: the first 12 hex digits of the SHA-256 of its weights. */
export async function weightsFingerprint(weights: ArrayBuffer): Promise<string> {
  return (await sha256Of(weights)).slice(0, 12);
}
