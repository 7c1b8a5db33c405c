/** The endings of headers whose voxels lie in another file, and those of that file. */
const COMPANIONS: readonly (readonly [header: RegExp, voxels: readonly string[]])[] = [
  [/\.hdr(\.gz)?$/i, ['.img', '.img.gz']],
  [/\.mhd$/i, ['.raw', '.zraw', '.raw.gz']],
  [/\.nhdr$/i, ['.raw', '.raw.gz', '.gz']],
];
const VOXELS = /\.(z?raw|img|gz)$/i;

/** Returns the paths, in lower case, at which the voxels of a header may lie; none for a path that is no header's. */
export function companionsOf(path: string): string[] {
  const found = COMPANIONS.find(([header]) => header.test(path));
  return found ? found[1].map((ending) => path.toLowerCase().replace(found[0], ending)) : [];
}

export function mayHoldVoxels(path: string): boolean {
  return VOXELS.test(path);
}

const MAGIC = '\x89AXIALp';
/** The magic, a zero, the length of the header (32 bits), zeros. */
export const PAIR_START_BYTES = 16;

/** What stands before a header and its voxels where both are handed on as one file. */
export function pairStart(headerBytes: number): Uint8Array<ArrayBuffer> {
  const start = new Uint8Array(PAIR_START_BYTES);
  for (let i = 0; i < MAGIC.length; i++) start[i] = MAGIC.charCodeAt(i);
  new DataView(start.buffer).setUint32(8, headerBytes, true);
  return start;
}

/** A header, and the file of its voxels; null where they are in the same one, if any. */
export type FileParts<Held extends ArrayBufferLike = ArrayBuffer> = {
  readonly header: Uint8Array<Held>;
  readonly voxels: Uint8Array<Held> | null;
};

/** Takes two files apart that were handed on as one; a file alone is its own header. */
export function partsOf<Held extends ArrayBufferLike>(bytes: Uint8Array<Held>): FileParts<Held> {
  const isPair = bytes.length >= PAIR_START_BYTES && [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0));
  if (!isPair) return { header: bytes, voxels: null };
  const end = PAIR_START_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  return { header: bytes.subarray(PAIR_START_BYTES, end), voxels: bytes.subarray(end) };
}
