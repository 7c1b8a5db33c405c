/** In pieces: a call cannot have as many arguments as there are bytes. */
export function base64(bytes: Uint8Array): string {
  const PIECE = 0x6000;
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
