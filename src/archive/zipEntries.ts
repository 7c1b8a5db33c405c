import { DecodingError } from '../dataset/decodingError.ts';
import { entryName, harmlessPath } from './zipNames.ts';
import type { ZipEntry } from './zipStructure.ts';

/** What the list says of an entry, as far as it is judged by it. */
export type ListedEntry = Omit<ZipEntry, 'crc32' | 'offset'>;

export type SortedEntries<Entry> = {
  readonly taken: readonly { readonly path: string; readonly entry: Entry }[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
};

const MOST_ENTRIES = 100_000;
/** As for a file that is dropped alone. */
const MOST_ENTRY_BYTES = 256 * 2 ** 20;
/** Deflate reaches 1032. Scans stay under 10, masks and blank pictures may reach more while they are small. */
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
 * Throws DecodingError where the archive as a whole is not to be unpacked.
 */
export function sortEntries<Entry extends ListedEntry>(
  entries: readonly Entry[],
  archiveBytes: number,
): SortedEntries<Entry> {
  if (entries.length > MOST_ENTRIES) {
    throw new DecodingError(
      `This zip holds ${entries.length} files; at most ${MOST_ENTRIES} are taken. Unpack it and drop the folders.`,
    );
  }
  const taken: { path: string; entry: Entry }[] = [];
  const refused: { path: string; reason: string }[] = [];
  for (const entry of entries) {
    const name = entryName(entry.nameBytes);
    if (/[/\\]$/.test(name)) continue;
    const path = harmlessPath(name) || 'a file without a name';
    const reason = whyNot(path, entry);
    if (reason) refused.push({ path, reason });
    else taken.push({ path, entry });
  }
  mustNotBurst(taken, archiveBytes);
  return { taken, refused };
}

function whyNot(path: string, { bytes, packedBytes, method, isEncrypted }: ListedEntry): string | null {
  if (isEncrypted || method === 99) {
    return 'It is encrypted: unpack the zip with its password and drop the folders.';
  }
  if (method !== 0 && method !== 8) {
    const words = METHODS[method] ?? `method ${method}`;
    return `It is compressed in a way that cannot be read here (${words}): unpack the zip and drop the folders.`;
  }
  if (/\.(zip|7z|rar|tar|tgz|tar\.gz)$/i.test(path)) {
    return 'It is an archive within the archive: unpack the zip and drop what is in it.';
  }
  if (bytes > MOST_ENTRY_BYTES) return `It is larger than ${MOST_ENTRY_BYTES / 2 ** 20} MB, too large for a scan.`;
  if (bytes > HARMLESS_BYTES && bytes > MOST_RATIO * packedBytes) {
    const ratio = Math.round(bytes / Math.max(1, packedBytes));
    return `It would unpack to ${ratio} times its size, as no scan does: such files are made to fill the memory.`;
  }
  return null;
}

/** Entries may share their packed bytes, so that none of them stands out. */
function mustNotBurst(taken: readonly { readonly entry: ListedEntry }[], archiveBytes: number): void {
  const total = taken.reduce((sum, { entry }) => sum + entry.bytes, 0);
  if (total <= MOST_RATIO * Math.max(archiveBytes, HARMLESS_BYTES) && total <= MOST_TOTAL_BYTES) return;
  throw new DecodingError(
    `This zip would unpack to ${Math.round(total / 2 ** 20)} MB, more than can be taken from one of ${Math.ceil(archiveBytes / 2 ** 20)} MB. Unpack it and drop the folders.`,
  );
}
