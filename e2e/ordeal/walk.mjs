// What every part of the ordeal does with the page.
import { openBrowser } from '../bench/site.mjs';

export const LONGEST_MS = 120_000;

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const stage = (page, name) => page.getByRole('link', { name, exact: true }).click();

/** A page in a browser of its own, whose errors count; `work` gets it, the browser is closed afterwards. */
export async function withPage(url, work, more = []) {
  const browser = await openBrowser(more);
  try {
    const page = await browser.context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('crash', () => errors.push('the page crashed'));
    await page.goto(url);
    return await work(page, browser.context, errors).catch(async (error) => {
      const said = await page
        .locator('main')
        .textContent({ timeout: 5000 })
        .catch(() => 'nothing');
      throw new Error(
        `${String(error).split('\n')[0]} The page says: ${(said ?? '').replace(/\s+/g, ' ').slice(0, 300)}`,
      );
    });
  } finally {
    await browser.close();
  }
}

/** Chooses a folder and begins its import. */
export async function importFolder(page, folder) {
  await page.getByLabel('Data set folders').setInputFiles(folder);
  const skip = button(page, 'Skip');
  const start = button(page, 'Import');
  await start.waitFor({ timeout: LONGEST_MS });
  // The search for duplicates may begin between two looks.
  const clicked = () =>
    start.click({ timeout: 500 }).then(
      () => true,
      () => false,
    );
  while (!(await clicked())) if (await skip.isVisible()) await skip.click({ timeout: 500 }).catch(() => {});
}

export const imported = (page) => button(page, 'Delete data set').waitFor({ timeout: LONGEST_MS });

export async function startTraining(page, { backend, epochs }) {
  await stage(page, 'Train');
  await page.getByLabel('Preset', { exact: true }).selectOption({ label: 'Compact CNN' });
  await page.getByLabel('Backend', { exact: true }).selectOption({ label: backend });
  for (const [label, value] of [
    ['Input size', '32'],
    ['Epochs', String(epochs)],
  ]) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.blur();
  }
  await button(page, 'Train').click();
}

export const trained = (page) =>
  page.getByRole('link', { name: /see how good it is/i }).waitFor({ timeout: LONGEST_MS });

/** Until nothing of it is stored: for some seconds it can be taken back. */
export async function deleteDataSet(page) {
  await stage(page, 'Data');
  await button(page, 'Delete data set').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.waitForFunction(nothingIsStored, null, { timeout: LONGEST_MS, polling: 1000 });
}

/** Runs in the page. */
async function nothingIsStored() {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('axial'));
  const stores = ['packs', 'packedOriginals', 'packedThumbnails', 'pixels', 'outcomes', 'models', 'artifacts'];
  const counts = await Promise.all(stores.map((store) => ask(db.transaction(store).objectStore(store).count())));
  db.close();
  return counts.every((count) => count === 0);
}

/** How many scans are stored. */
export async function storedScans(page) {
  const { outcomes } = await page.evaluate(onDisk);
  return outcomes.filter(([status]) => status === 'imported').length;
}

export const textOf = async (page) => (await page.locator('body').textContent()) ?? '';

/** Runs in the page: how many records each store holds, and how files ended. */
export async function onDisk() {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('axial'));
  const counts = {};
  for (const store of db.objectStoreNames) counts[store] = await ask(db.transaction(store).objectStore(store).count());
  const outcomes = (await ask(db.transaction('outcomes').objectStore('outcomes').getAll())).flat();
  db.close();
  const bytes = (await navigator.storage.estimate()).usage ?? 0;
  return { counts, outcomes: outcomes.map(({ status, code = '' }) => [status, code]), bytes };
}
