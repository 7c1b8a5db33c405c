import type { Coded, CodedPath } from '../dataset/userError.ts';
import { archiveCode, archiveError } from './messages.ts';
import type { ZipEntry } from './zipStructure.ts';

/** What the list says of an entry, as far as the limits need it. */
type ListedEntry = Omit<ZipEntry, 'crc32' | 'offset'>;

type SortedEntries<Entry> = {
  readonly taken: readonly { readonly path: string; readonly entry: Entry }[];
  readonly refused: readonly CodedPath[];
};

const MOST_ENTRIES = 100_000;
/** As for a file that is dropped alone. */
const MOST_ENTRY_BYTES = 256 * 2 ** 20;
/** An array may hold a whole data set. */
const ARRAY = /\.npy$/i;
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
 * Which entries can be taken out, and why the others cannot. Folders are left out.
 * Throws UserError where the archive as a whole is not to be unpacked.
 */
export function sortEntries<Entry extends ListedEntry>(
  entries: readonly Entry[],
  archiveBytes: number,
): SortedEntries<Entry> {
  if (entries.length > MOST_ENTRIES) {
    throw archiveError('zip-too-many-files', { files: entries.length, most: MOST_ENTRIES });
  }
  const taken: { path: string; entry: Entry }[] = [];
  const refused: CodedPath[] = [];
  for (const entry of entries) {
    const name = entryName(entry.nameBytes);
    if (/[/\\]$/.test(name)) continue;
    const path = harmlessPath(name) || 'a file without a name';
    const refusal = whyNot(path, entry, ARRAY.test(path) ? MOST_ARRAY_BYTES : MOST_ENTRY_BYTES);
    if (refusal) refused.push({ path, ...refusal });
    else taken.push({ path, entry });
  }
  mustNotBurst(taken, archiveBytes);
  return { taken, refused };
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
  if (/\.(zip|7z|rar|tar|tgz|tar\.gz)$/i.test(path)) {
    return archiveCode('entry-archive');
  }
  if (bytes > mostBytes) return archiveCode('entry-too-large', { mostMb: mostBytes / 2 ** 20 });
  if (bytes > HARMLESS_BYTES && bytes > MOST_RATIO * packedBytes) {
    return archiveCode('entry-ratio', { ratio: Math.round(bytes / Math.max(1, packedBytes)) });
  }
  return null;
}

/** Entries may share their packed bytes, so that none of them stands out. */
function mustNotBurst(taken: readonly { readonly entry: ListedEntry }[], archiveBytes: number): void {
  const total = taken.reduce((sum, { entry }) => sum + entry.bytes, 0);
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
 * The name of an entry. The flag that tells UTF-8 from CP437 is often forgotten, and hardly any name in CP437 is UTF-8
 * by chance: so the bytes decide.
 */
function entryName(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : (UPPER_CP437[byte - 128] ?? ''))).join(
      '',
    );
  }
}

/** A relative path with `/`, without drives, dots and control characters: nothing it names lies outside of the archive. */
function harmlessPath(name: string): string {
  return name
    .slice(0, MOST_LETTERS)
    .replace(/^[a-z]:/i, '')
    .split(/[/\\]/)
    .map((part) => part.replace(/\p{Cc}|\p{Cf}/gu, ''))
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}
