/** A file that is no picture this program can read. The message says why in the user's words, without the file's name. */
export class DecodingError extends Error {
  override readonly name = 'DecodingError';
}

/** What a reader throws when the bytes stop before the picture does. */
export function truncatedError(): DecodingError {
  return new DecodingError('The file ends before the picture does: it was cut short when it was copied or downloaded.');
}
