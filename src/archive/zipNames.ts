/** Codes 128 to 255 of IBM code page 437, which zips use for names where they do not use UTF-8 (APPNOTE 6.3.10, appendix D). */
const UPPER_CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Longer paths exist in no file system. */
const MOST_LETTERS = 1000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The name of an entry. The flag that tells UTF-8 from CP437 is often forgotten, and hardly any name in CP437 is UTF-8
 * by chance: so the bytes decide.
 */
export function entryName(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : (UPPER_CP437[byte - 128] ?? ''))).join(
      '',
    );
  }
}

/** A relative path with `/`, without drives, dots and control characters: nothing it names lies outside of the archive. */
export function harmlessPath(name: string): string {
  return name
    .slice(0, MOST_LETTERS)
    .replace(/^[a-z]:/i, '')
    .split(/[/\\]/)
    .map((part) => part.replace(/\p{Cc}|\p{Cf}/gu, ''))
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}
