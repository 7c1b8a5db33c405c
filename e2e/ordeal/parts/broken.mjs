// A zip of nothing but broken files: each is refused, and the memory stays small.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { whileWatchingMemory } from '../../bench/machine/memory.mjs';
import { button, chooseFiles, LONGEST_MS, withPage } from '../walk.mjs';

const FILES = 100_000;
const MOST_MB = 300;

export const broken = {
  name: 'broken',
  promise: `${FILES.toLocaleString('en')} broken files in a zip: refused within ${MOST_MB} MB`,
  goal: 1,
  lanes: 1,
  attempt: importBroken,
};

async function importBroken(url) {
  const folder = mkdtempSync(join(tmpdir(), 'axial-ordeal-'));
  const zip = join(folder, 'set.zip');
  writeFileSync(zip, zipOfBroken());
  try {
    return await withPage(url, async (page, _, errors) => {
      await button(page, 'Try it with sample scans').waitFor();
      const [, { before, peak, after }] = await whileWatchingMemory(async () => {
        await chooseFiles(page, 'Data set files', zip);
        await button(page, 'Import').click({ timeout: LONGEST_MS });
        await page.getByText('100,000 files refused').first().waitFor({ timeout: LONGEST_MS });
      });
      const grown = peak.total - before.total;
      console.log(
        `  MB before, at the peak, after: ${[before, peak, after].map((each) => JSON.stringify(each)).join(', ')}`,
      );
      return grown < MOST_MB ? errors : [...errors, `the browser grew by ${Math.round(grown)} MB`];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of another length in each class: none can be a duplicate. */
function zipOfBroken() {
  const text = new TextEncoder().encode('this is no picture');
  const names = Array.from({ length: FILES / 2 }, (_, i) => `broken (${i}).png`);
  const files = ['a', 'b'].flatMap((kind, place) => names.map((name) => [`${kind}/${name}`, text.subarray(place)]));
  return withLongCount(zipSync(Object.fromEntries(files), { level: 0 }));
}

/** fflate writes the number of files in 16 bits: here it stands in records of Zip64 (APPNOTE 4.3.14 and 4.3.15), too. */
function withLongCount(zip) {
  const end = Buffer.from(zip.subarray(-22));
  const [listBytes, listAt, endAt] = [end.readUInt32LE(12), end.readUInt32LE(16), zip.length - 22];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(FILES), at);
  record.writeBigUInt64LE(BigInt(listBytes), 40);
  record.writeBigUInt64LE(BigInt(listAt), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(endAt), 8);
  locator.writeUInt32LE(1, 16);
  for (const at of [8, 10]) end.writeUInt16LE(0xffff, at);
  return Buffer.concat([zip.subarray(0, endAt), record, locator, end]);
}
