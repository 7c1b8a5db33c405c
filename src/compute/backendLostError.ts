/** The device that computes is gone, or computes wrongly. No result of it may be shown; what it was asked can be asked again. */
export class BackendLostError extends Error {
  override readonly name = 'BackendLostError';
}

/** @param detail what was seen, in words */
export function backendLost(detail: string): BackendLostError {
  return new BackendLostError(
    `The compute backend no longer gives right answers (${detail}). ` +
      'Its results are not shown. Start again, or choose another backend.',
  );
}
