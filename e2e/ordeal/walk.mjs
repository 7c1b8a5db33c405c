// What every part of the ordeal does with the page.
import { openBrowser } from '../bench/site.mjs';

export const LONGEST_MS = 120_000;

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const stage = (page, name) => page.getByRole('link', { name, exact: true }).click();

/** A page in a browser of its own, the errors of whose pages count; `work` gets it, the browser is closed afterwards. */
export async function withPage(url, work, openAny = openBrowser) {
  const browser = await openAny();
  try {
    return await tryIn(browser.context, (context) => pageAt(context, url), work);
  } finally {
    await browser.close();
  }
}

/** Browsers that a try has left as they were, without pages. */
const idle = [];

/** As `withPage`, in a browser that is kept for the next try; `open` gives the page. */
export async function withKeptBrowser(open, work) {
  const browser = idle.pop() ?? (await openBrowser());
  try {
    const found = await tryIn(browser.context, open, work);
    for (const page of browser.context.pages().slice(1)) await page.close(); // without a page it would end
    idle.push(browser);
    return found;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

export async function closeKeptBrowsers() {
  await Promise.all(idle.splice(0).map((browser) => browser.close()));
}

/** What `work` finds, to which the errors of the pages are handed, also of those that `open` loads. */
async function tryIn(context, open, work) {
  const errors = [];
  const onError = (error) => errors.push(error.error().message);
  const onPage = (page) => page.on('crash', () => errors.push('the page crashed'));
  context.on('weberror', onError);
  context.on('page', onPage);
  try {
    const page = await open(context);
    return await orWhatItSays(page, work(page, context, errors));
  } finally {
    context.off('weberror', onError);
    context.off('page', onPage);
  }
}

async function pageAt(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function orWhatItSays(page, working) {
  try {
    return await working;
  } catch (error) {
    const main = page.locator('main');
    const said = (await main.textContent({ timeout: 5000 }).catch(() => null)) ?? 'nothing';
    throw new Error(`${String(error).split('\n')[0]} The page says: ${said.replace(/\s+/g, ' ').slice(0, 300)}`);
  }
}

/** A page as in a new profile, but for the page's own files, which the browser has by now. */
export async function pageWithoutData(context, url) {
  const page = await textPage(context, url);
  await page.evaluate(forgetAll, DATABASE);
  await page.goto(url);
  return page;
}

/** No page of ours: it does not hold the database. */
const textPage = (context, url) => pageAt(context, `${url}licences.txt`);

const DATABASE = 'axial';

/** Runs in a page. */
function forgetAll(database) {
  localStorage.clear();
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve(null);
    request.onerror = () => reject(request.error);
  });
}

/** A database beside the page's own: what that held after the import of a folder, so that not every try begins with one. */
const keptOf = (folder) => `kept ${folder}`;

/** A page of text, before ours with the imported folder: the first time the page imports it, later it is as the database was then. */
export async function beforePageWithScans(context, url, folder, asOf) {
  const page = await textPage(context, url);
  const kept = keptOf(folder);
  if (!(await page.evaluate(isThere, kept))) {
    await page.goto(url);
    await importFolder(page, folder);
    await imported(page);
    await page.goto(`${url}licences.txt`);
    await page.evaluate(copyDatabase, { from: DATABASE, to: kept });
  }
  await page.evaluate(copyDatabase, { from: kept, to: DATABASE, ...asOf });
  return page;
}

/** A page that shows the imported scans of the folder. */
export async function pageWithScans(context, url, folder) {
  const page = await beforePageWithScans(context, url, folder);
  await page.goto(url);
  await imported(page);
  return page;
}

/** Runs in a page. */
async function isThere(database) {
  return (await indexedDB.databases()).some(({ name }) => name === database);
}

/** Runs in a page, and replaces what is there: the same records, of an older version without the stores that came after. */
async function copyDatabase({ from, to, version, without = [] }) {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const source = await ask(indexedDB.open(from));
  const stores = [];
  for (const name of [...source.objectStoreNames].filter((each) => !without.includes(each))) {
    const store = source.transaction(name).objectStore(name);
    const indexes = [...store.indexNames].map((each) => store.index(each));
    stores.push({
      name,
      options: { keyPath: store.keyPath, autoIncrement: store.autoIncrement },
      indexes: indexes.map((index) => [index.name, index.keyPath, { multiEntry: index.multiEntry }]),
      keys: await ask(store.getAllKeys()),
      values: await ask(source.transaction(name).objectStore(name).getAll()),
    });
  }
  const { version: now } = source;
  source.close();
  await ask(indexedDB.deleteDatabase(to));
  const request = indexedDB.open(to, version ?? now);
  request.onupgradeneeded = () => {
    for (const { name, options, indexes } of stores) {
      const store = request.result.createObjectStore(name, options);
      for (const [index, keyPath, more] of indexes) store.createIndex(index, keyPath, more);
    }
  };
  const copy = await ask(request);
  const tx = copy.transaction([...copy.objectStoreNames], 'readwrite');
  for (const { name, options, keys, values } of stores)
    for (const [i, key] of keys.entries()) tx.objectStore(name).put(values[i], ...(options.keyPath ? [] : [key]));
  await new Promise((resolve) => {
    tx.oncomplete = resolve;
  });
  copy.close();
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
export const importFolder = (page, folder) => importFrom(page, 'Data set folders', folder);

/** The same with what is put into the input of this label. */
export async function importFrom(page, label, ...files) {
  await chooseFiles(page, label, ...files);
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
export async function lossesOfNewest(page) {
  const models = await recordsIn(page, 'models');
  const newest = models.reduce((latest, each) => (each.card.createdAt > latest.card.createdAt ? each : latest));
  return newest.history.epochs.flatMap(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss]);
}

/** What a store of the page's database holds, all of it or what has that key; buffers as lists of their bytes. */
export async function recordsIn(page, store, key) {
  return JSON.parse(await page.evaluate(storedAsText, { store, key }));
}

/** Runs in the page. */
async function storedAsText({ store, key }) {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('axial'));
  const records = await ask(db.transaction(store).objectStore(store).getAll(key));
  db.close();
  return JSON.stringify(records, (_, each) => (each instanceof ArrayBuffer ? [...new Uint8Array(each)] : each));
}

/** All of them, one after another. */
export async function deleteModels(page) {
  await stage(page, 'Models');
  const first = button(page, 'Delete').first();
  await first.waitFor();
  while ((await first.count()) > 0) {
    await first.click();
    await button(page, 'Delete model').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
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
