const listeners = new Set<(reason: string) => void>();

/**
 * Calls back when the device that computes is lost. Nothing that is computed afterwards counts: on WebGL, reads give
 * zeros or never return, and `fit` never settles. Go on in a new worker. Returns a function that stops listening.
 */
export function onBackendLost(callback: (reason: string) => void): () => void {
  listeners.add(callback);
  return () => listeners.delete(callback);
}

/** Told by whoever notices the loss; `reason` is a sentence for the user. */
export function reportBackendLoss(reason: string): void {
  for (const listener of listeners) listener(reason);
}
