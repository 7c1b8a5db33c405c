/** The device that computes is gone, or computes wrongly. No result of it may be shown; what it was asked can be asked again. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';
}

/** @param detail what was seen, in words */
export function engineLost(detail: string): EngineLostError {
  return new EngineLostError(
    `The compute backend no longer gives right answers (${detail}). ` +
      'Its results are not shown. Start again, or choose another backend.',
  );
}
