// Files that are drawn for tests, and what chance makes of them.
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

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

/** What a refusal is: one sentence, which says enough. */
export const SENTENCE = /^[^\n]{20,400}\.$/;

export const isSentence = (error) => error instanceof Error && SENTENCE.test(error.message);

/** Half of the time what is in the zip is changed, and packed as whole as before. */
export function packedMutant(bytes, next) {
  if (next() < 0.5) return mutant(bytes, next);
  let files;
  try {
    files = unzipSync(bytes);
  } catch {
    return mutant(bytes, next);
  }
  const names = Object.keys(files);
  const name = names[Math.floor(next() * names.length)];
  if (name === undefined) return mutant(bytes, next);
  if (next() < 0.1) delete files[name];
  else if (/\.json$/.test(name) && next() < 0.8) files[name] = changedJson(files[name], next);
  else files[name] = new Uint8Array(mutant(Buffer.from(files[name]), next));
  return Buffer.from(zipSync(files, { level: 0 }));
}

/** JSON in which two values are exchanged, one is left out, or one is changed. */
export function changedJson(bytes, next) {
  let file;
  try {
    file = JSON.parse(strFromU8(bytes));
  } catch {
    return bytes;
  }
  const owners = [];
  const walk = (value) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) owners.push([value, key]);
    for (const each of Object.values(value)) walk(each);
  };
  walk(file);
  const one = () => owners[Math.floor(next() * owners.length)] ?? [{}, ''];
  const [[owner, key], [other, there], kind] = [one(), one(), next()];
  if (kind < 0.3) [owner[key], other[there]] = [other[there], owner[key]];
  else if (kind < 0.5) delete owner[key];
  else owner[key] = [null, -1, 1e9, 0.5, '', 'x', [], {}, true][Math.floor(next() * 9)];
  try {
    return strToU8(JSON.stringify(file));
  } catch {
    return bytes; // it holds itself now
  }
}
