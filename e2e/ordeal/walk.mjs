// What every part of the ordeal does with the page.
import { openBrowser } from '../bench/site.mjs';

export const LONGEST_MS = 120_000;

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const stage = (page, name) => page.getByRole('link', { name, exact: true }).click();

/** A page in a browser of its own, the errors of whose pages count; `work` gets it, the browser is closed afterwards. */
export async function withPage(url, work, open = openBrowser) {
  const browser = await open();
  try {
    const errors = [];
    browser.context.on('weberror', (error) => errors.push(error.error().message));
    browser.context.on('page', (each) => each.on('crash', () => errors.push('the page crashed')));
    const page = await browser.context.newPage();
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

/** A page as in a new profile, but for the page's own files, which the browser has by now. */
export async function pageWithoutData(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}licences.txt`); // no page of ours holds the database
  const devtools = await devtoolsOf(page);
  await devtools.send('Storage.clearDataForOrigin', {
    origin: new URL(url).origin,
    storageTypes: 'indexeddb,local_storage',
  });
  await page.goto(url);
  return page;
}

const CHOSEN = 'chosen';

/**
 * Puts files, or a folder, into the input of this label. Not by Playwright: it keeps every input that it has filled, and each of them the
 * stage that it stood in, so that a page would seem to grow.
 */
export async function chooseFiles(page, label, ...files) {
  await page.getByLabel(label, { exact: true }).waitFor({ state: 'attached', timeout: LONGEST_MS });
  const devtools = await devtoolsOf(page);
  const { result } = await devtools.send('Runtime.evaluate', {
    expression: `(${inputOf})(${JSON.stringify(label)})`,
    objectGroup: CHOSEN,
  });
  if (!result.objectId) throw new Error(`The input '${label}' is gone.`);
  await devtools.send('DOM.setFileInputFiles', { objectId: result.objectId, files });
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: CHOSEN });
}

/** Runs in the page. */
function inputOf(label) {
  return [...document.querySelectorAll('label')].find((each) => each.textContent.trim() === label)?.control;
}

const sessions = new WeakMap();

/** One session of a page for all that is asked of it. */
export function devtoolsOf(page) {
  if (!sessions.has(page)) sessions.set(page, page.context().newCDPSession(page));
  return sessions.get(page);
}

/** Chooses a folder and begins its import. */
export async function importFolder(page, folder) {
  await chooseFiles(page, 'Data set folders', folder);
  const skip = button(page, 'Skip');
  const start = button(page, 'Import');
  await start.waitFor({ timeout: LONGEST_MS });
  // The search for duplicates may begin between two looks; and a click that is late on a busy machine may have been done all the same.
  const clicked = () =>
    start.click({ timeout: 500 }).then(
      () => true,
      async () => !(await start.isVisible()),
    );
  while (!(await clicked())) if (await skip.isVisible()) await skip.click({ timeout: 500 }).catch(() => {});
}

export const imported = (page) => button(page, 'Delete data set').waitFor({ timeout: LONGEST_MS });

export async function startTraining(page, settings) {
  await chooseTraining(page, settings);
  await button(page, 'Train').click();
}

export async function chooseTraining(page, { backend, epochs }) {
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
}

export const trained = (page) =>
  page.getByRole('link', { name: /see how good it is/i }).waitFor({ timeout: LONGEST_MS });

/** The loss and the validation loss of each epoch, as the model that was made last keeps them. */
export const lossesOfNewest = (page) => page.evaluate(newestLosses);

/** Runs in the page. */
async function newestLosses() {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('axial'));
  const models = await ask(db.transaction('models').objectStore('models').getAll());
  db.close();
  const newest = models.reduce((latest, each) => (each.card.createdAt > latest.card.createdAt ? each : latest));
  return newest.history.epochs.flatMap(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss]);
}

/** Until nothing of it is stored. */
export async function deleteDataSet(page) {
  await stage(page, 'Data');
  await button(page, 'Delete data set').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await until(
    page,
    async () => {
      const { counts } = await page.evaluate(onDisk);
      return STORES_OF_DATA_SET.every((store) => counts[store] === 0);
    },
    'The data set is still stored.',
  );
  await page.getByRole('dialog').waitFor({ state: 'detached' }); // what is chosen before that is closed with it
}

const STORES_OF_DATA_SET = ['packs', 'packedOriginals', 'packedThumbnails', 'pixels', 'outcomes'];

/** Asks again and again, without frames of the page. Not `waitForFunction`: it takes any promise for a yes. */
export async function until(page, isSo, otherwise) {
  const end = Date.now() + LONGEST_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(otherwise);
    await page.waitForTimeout(50);
  }
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
