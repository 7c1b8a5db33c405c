/** Two lower-case hex digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 of bytes, or of a text in UTF-8: 64 hex digits. */
export async function sha256Of(content: BufferSource | string): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Answers of `crypto.subtle` that come in one task of a page: each takes some 50 microseconds, 300 on a busy machine. */
export const HASHES_PER_TASK = 100;

/** The first 16 hex digits of the SHA-256 of the text: names one without telling who it is. */
export async function shortHash(text: string): Promise<string> {
  return (await sha256Of(text)).slice(0, 16);
}
