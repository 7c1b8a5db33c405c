// Files that are drawn for tests, and what chance makes of them.
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const DATA = join(import.meta.dirname, '../data');
const LARGEST_BYTES = 60_000;

/** The paths of the small files in folders of `e2e/data/`, without what draws them. */
export function smallFiles(folders) {
  return folders.flatMap((folder) => {
    const files = readdirSync(join(DATA, folder), { recursive: true }).map((name) => join(DATA, folder, String(name)));
    return files.filter((file) => {
      const about = statSync(file);
      return about.isFile() && about.size < LARGEST_BYTES && extname(file) !== '.py';
    });
  });
}

/** Numbers that lengths and counts are written over with. */
const LENGTHS = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

/** Bytes or numbers changed, a stretch left out, doubled, or taken from another file, or the end cut off. */
export function mutant(bytes, next, other = bytes) {
  const at = (length = bytes.length) => Math.floor(next() * length);
  const kind = next();
  if (kind < 0.1) return bytes.subarray(0, at());
  if (kind < 0.2) {
    const from = at();
    const left = next() < 0.5 ? at(256) : at();
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + left)]);
  }
  if (kind < 0.3) {
    const from = at();
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from, from + at(128)), bytes.subarray(from)]);
  }
  if (kind < 0.4) {
    const from = at(Math.min(bytes.length, other.length));
    return Buffer.concat([bytes.subarray(0, from), other.subarray(from)]);
  }
  const changed = Buffer.from(bytes);
  // Headers are at the beginning: half of the changes are there.
  const place = (width) => at(Math.max(1, (next() < 0.5 ? Math.min(512, changed.length) : changed.length) - width));
  const length = () => LENGTHS[at(LENGTHS.length)] ?? 0;
  for (let i = 0; i < 1 + Math.floor(next() * 4); i++) {
    if (changed.length < 8) break;
    if (kind < 0.7) changed[place(1)] = at(256);
    else if (kind < 0.85) changed.writeUInt32LE(length(), place(4));
    else changed.writeUInt16BE(length() & 0xffff, place(2));
  }
  return changed;
}
