import type { Coded, CodedPath } from '../dataset/userError.ts';
import { archiveCode, archiveError } from './messages.ts';
import type { ZipEntry } from './zipStructure.ts';

/** What the list says of an entry, as far as the limits need it. */
type ListedEntry = Omit<ZipEntry, 'crc32' | 'offset'>;

const MOST_ENTRIES = 100_000;
/** As for a file that is dropped alone. */
const MOST_ENTRY_BYTES = 256 * 2 ** 20;
/** An array may hold a whole data set. */
const ARRAY = /\.npy$/i;
const ARCHIVE = /\.(zip|7z|rar|tar|tgz|tar\.gz)$/i;
const FOLDER = /[/\\]$/;
const MOST_ARRAY_BYTES = 4 * 2 ** 30;
/** Deflate reaches 1032. Scans stay under 10, masks and blank images may reach more while they are small. */
const MOST_RATIO = 100;
const HARMLESS_BYTES = 8 * 2 ** 20;
const MOST_TOTAL_BYTES = 32 * 2 ** 30;

const METHODS: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

/**
 * Hands on the entries that can be taken out, and returns why the others cannot. Folders are left out.
 * Throws UserError where the archive as a whole is not to be unpacked.
 */
export function sortEntries<Entry extends ListedEntry>(
  entries: Iterable<Entry>,
  archiveBytes: number,
  take: (path: string, entry: Entry) => void,
): readonly CodedPath[] {
  const refused: CodedPath[] = [];
  let files = 0;
  let bytes = 0;
  for (const entry of entries) {
    files += 1;
    if (files > MOST_ENTRIES) continue; // only counted
    const name = entryName(entry.nameBytes);
    if (FOLDER.test(name)) continue;
    const path = harmlessPath(name) || 'a file without a name';
    const refusal = whyNot(path, entry, ARRAY.test(path) ? MOST_ARRAY_BYTES : MOST_ENTRY_BYTES);
    if (refusal) refused.push({ path, ...refusal });
    else {
      bytes += entry.bytes;
      take(path, entry);
    }
  }
  if (files > MOST_ENTRIES) throw archiveError('zip-too-many-files', { files, most: MOST_ENTRIES });
  mustNotBurst(bytes, archiveBytes);
  return refused;
}

function whyNot(
  path: string,
  { bytes, packedBytes, method, isEncrypted }: ListedEntry,
  mostBytes: number,
): Coded | null {
  if (isEncrypted || method === 99) {
    return archiveCode('entry-encrypted');
  }
  if (method !== 0 && method !== 8) {
    return archiveCode('entry-compression', { method: METHODS[method] ?? `method ${method}` });
  }
  if (ARCHIVE.test(path)) {
    return archiveCode('entry-archive');
  }
  if (bytes > mostBytes) return archiveCode('entry-too-large', { mostMb: mostBytes / 2 ** 20 });
  if (bytes > HARMLESS_BYTES && bytes > MOST_RATIO * packedBytes) {
    return archiveCode('entry-ratio', { ratio: Math.round(bytes / Math.max(1, packedBytes)) });
  }
  return null;
}

/** Entries may share their packed bytes, so that none of them stands out. */
function mustNotBurst(total: number, archiveBytes: number): void {
  if (total <= MOST_RATIO * Math.max(archiveBytes, HARMLESS_BYTES) && total <= MOST_TOTAL_BYTES) return;
  throw archiveError('zip-too-large', {
    unpackedMb: Math.round(total / 2 ** 20),
    packedMb: Math.ceil(archiveBytes / 2 ** 20),
  });
}

/** Codes 128 to 255 of IBM code page 437, which zips use for names where they do not use UTF-8 (APPNOTE 6.3.10, appendix D). */
const UPPER_CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Longer paths exist in no file system. */
const MOST_LETTERS = 1000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The name of an entry. Nearly all are ASCII, and read so: a text that the decoder made stays in the memory of Chromium until all of it is
 * tidied up. The flag that tells UTF-8 from CP437 is often forgotten, and hardly any name in CP437 is UTF-8
 * by chance: so the bytes decide.
 */
function entryName(bytes: Uint8Array): string {
  if (bytes.length <= MOST_LETTERS && bytes.every((byte) => byte < 128))
    return Reflect.apply(String.fromCharCode, null, bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : (UPPER_CP437[byte - 128] ?? ''))).join(
      '',
    );
  }
}

const DRIVE = /^[a-z]:/i;
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;
const SLASH_AT_END = /\/$/;
/** Between slashes nothing, `.` or `..`. */
const EMPTY_PARTS = /(?<=^|\/)\.{0,2}(?:\/|$)/g;

/** A relative path with `/`, without drives, dots and control characters: nothing it names lies outside of the archive. */
function harmlessPath(name: string): string {
  return name
    .slice(0, MOST_LETTERS)
    .replace(DRIVE, '')
    .replaceAll('\\', '/')
    .replace(UNSEEN, '')
    .replace(EMPTY_PARTS, '')
    .replace(SLASH_AT_END, '');
}
