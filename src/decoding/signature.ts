/** Returns whether the text's Latin-1 codes stand in the bytes at a place. */
export function hasSignature(bytes: Uint8Array, text: string, start = 0): boolean {
  if (bytes.length < start + text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}
