// Files with seeded changes, through the page's own import.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { random } from '../../random.mjs';
import { mutant, smallFiles } from '../mutants.mjs';
import { importFolder, LONGEST_MS, onDisk, withPage } from '../walk.mjs';

const MUTATED = ['bmp', 'dicom', 'gif', 'jpeg', 'nifti', 'png', 'same', 'webp'];
const MUTANTS_A_TRY = 1000;

export const mutations = {
  name: 'mutations',
  promise: 'Hostile files: decoded or refused in our words',
  goal: 10_000,
  perTry: MUTANTS_A_TRY,
  attempt: importMutants,
};

async function importMutants(url, index, seed) {
  const folder = mkdtempSync(join(tmpdir(), 'axial-ordeal-'));
  const next = random(1000 * seed + index);
  const files = smallFiles(MUTATED);
  for (const name of ['a', 'b']) mkdirSync(join(folder, name));
  for (let i = 0; i < MUTANTS_A_TRY; i++) {
    const file = files[Math.floor(next() * files.length)] ?? '';
    writeFileSync(join(folder, i % 2 ? 'a' : 'b', `${i}${extname(file)}`), mutant(readFileSync(file), next));
  }
  try {
    return await withPage(url, async (page, _, errors) => {
      await importFolder(page, folder);
      await page.getByText('Files by class').first().waitFor({ state: 'attached', timeout: LONGEST_MS });
      const { outcomes } = await page.evaluate(onDisk);
      // A volume gives an outcome for each of its slices.
      const missing =
        outcomes.length < MUTANTS_A_TRY ? [`${outcomes.length} of ${MUTANTS_A_TRY} files have ended`] : [];
      const lost = outcomes.filter(([status, code]) => status === 'refused' && /^(file-lost|decoder-)/.test(code));
      return [...missing, ...errors, ...lost.map(([, code]) => `refused as ${code}`)];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
