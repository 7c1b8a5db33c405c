import { hexOf } from '../dataset/hashes.ts';

/** Tells one trained network from another, also where their names are the same: the first 12 hex digits of the SHA-256 of its weights. */
export async function weightsFingerprint(weights: ArrayBuffer): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', weights))).slice(0, 12);
}
