// Files with seeded changes, through the page's own import: scans, zips of scans, and models.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { zipSync } from 'fflate';
import { random } from '../../random.mjs';
import { mutant, smallFiles } from '../mutants.mjs';
import { deleteDataSet, importFolder, importFrom, LONGEST_MS, onDisk, recordsIn, withPage } from '../walk.mjs';
import { addChangedModels } from './mutatedModels.mjs';

const MUTATED = ['bmp', 'dicom', 'gif', 'jpeg', 'nifti', 'png', 'same', 'webp'];
const MUTANTS_A_TRY = 1000;
/** Of these so many are zips, which are dropped together, and models, which are added one after another. */
const SHARES = { zips: 0.01, models: 0.03 };
const SCANS_IN_ZIP = 8;

export const mutations = {
  name: 'mutations',
  promise: 'Hostile files, zips and models: read as what they were, or refused in our words',
  goal: 10_000,
  weight: 2,
  perTry: MUTANTS_A_TRY,
  attempt: importMutants,
};

async function importMutants(url, index, seed, count) {
  const folder = mkdtempSync(join(tmpdir(), 'axial-ordeal-'));
  const next = random(1000 * seed + index);
  const [zips, models] = [Math.ceil(SHARES.zips * count), Math.ceil(SHARES.models * count)];
  try {
    return await withPage(url, async (page, _, errors) => [
      ...(await importScans(page, join(folder, 'scans'), count - zips - models, next)),
      ...(await importZips(page, folder, zips, next)),
      ...(await addChangedModels(page, url, folder, models, next)),
      ...errors,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importScans(page, folder, count, next) {
  const files = smallFiles(MUTATED);
  for (const name of ['a', 'b']) mkdirSync(join(folder, name), { recursive: true });
  for (let i = 0; i < count; i++) {
    const file = files[Math.floor(next() * files.length)] ?? '';
    writeFileSync(join(folder, i % 2 ? 'a' : 'b', `${i}${extname(file)}`), mutant(readFileSync(file), next));
  }
  await importFolder(page, folder);
  const { outcomes } = await ended(page);
  // A volume gives an outcome for each of its slices.
  const missing = outcomes.length < count ? [`${outcomes.length} of ${count} files have ended`] : [];
  await deleteDataSet(page);
  return [...missing, ...lostIn(outcomes)];
}

/** Changed zips beside the whole one: what is stored of them is one of the scans that went in. */
async function importZips(page, folder, count, next) {
  const scans = smallFiles(['png']).slice(0, SCANS_IN_ZIP);
  const contents = scans.map((file) => readFileSync(file));
  const known = new Set(contents.map((bytes) => createHash('sha256').update(bytes).digest('hex')));
  const whole = Buffer.from(
    zipSync(Object.fromEntries(contents.map((bytes, i) => [`${i % 2 ? 'a' : 'b'}/${i}.png`, bytes])), {
      mtime: '1980-01-02',
    }),
  );
  const zips = Array.from({ length: count + 1 }, (_, i) => join(folder, `${i}.zip`));
  for (const [i, path] of zips.entries()) writeFileSync(path, i === 0 ? whole : mutant(whole, next));
  await importFrom(page, 'Data set files', ...zips);
  const { outcomes } = await ended(page);
  const hashes = (await recordsIn(page, 'packs')).flatMap(({ sha256s }) => sha256s);
  const others = hashes.filter((hash) => !known.has(hash));
  await deleteDataSet(page);
  return [...lostIn(outcomes), ...others.map(() => 'a scan came out of a zip that did not go in')];
}

/** How every file has ended, once the page says so. */
async function ended(page) {
  await page.getByText('Files by class').first().waitFor({ state: 'attached', timeout: LONGEST_MS });
  return page.evaluate(onDisk);
}

function lostIn(outcomes) {
  const lost = outcomes.filter(([status, code]) => status === 'refused' && /^(file-lost|decoder-)/.test(code));
  return lost.map(([, code]) => `refused as ${code}`);
}
