// Storage that fills up, or is cleared under the page, at each stage: what is kept and what is said must agree.
import { random } from '../../random.mjs';
import { EPOCH_SAVED, epochSaid } from '../promised.mjs';
import {
  beforePageWithScans,
  button,
  chooseFiles,
  deleteDataSet,
  devtoolsOf,
  imported,
  importFolder,
  LONGEST_MS,
  onDisk,
  pageWithoutData,
  recordsIn,
  stage,
  startTraining,
  storedScans,
  textOf,
  trained,
  withKeptBrowser,
} from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

const SCANS = 120;
const EPOCHS = 6;
/** What is stored fits at the largest of these, and nothing of it at the smallest: bytes, and tenths of them. */
const ROOM = { import: 900_000, audit: 40_000, training: 4_000_000, saving: 3_000_000, editing: 8000, deleting: 0 };
const FULL_AT = Object.keys(ROOM);

export const quota = {
  name: 'quota',
  promise: 'Full storage at import, audit, training, saving, editing, deleting is said',
  goal: 10 * FULL_AT.length,
  weight: 2,
  attempt: (url, index) => fill(url, FULL_AT[index % FULL_AT.length], Math.floor(index / FULL_AT.length) % 10),
};

/**
 * For half a minute after it has asked how much room there is Chromium does not ask again (kBucketSpaceCacheTimeLimit in its bucket_context.cc),
 * whatever the quota is then; it forgets that two seconds after the last page has closed the database.
 */
const FORGOTTEN_AFTER_MS = 3000;

/** The storage has room for `tenths` of what `kind` of work stores, from before the page that does it is opened; of an import from its beginning on. */
async function fill(url, kind, tenths) {
  const folder = await drawn(SCANS);
  const isImport = kind === 'import';
  const open = isImport ? pageWithoutData : beforePageWithScans;
  const work = async (page, _context, errors) => {
    const devtools = await devtoolsOf(page);
    const { origin } = new URL(url);
    const limit = async () => {
      const used = (await page.evaluate(() => navigator.storage.estimate())).usage ?? 0;
      const quotaSize = used + Math.round((ROOM[kind] * tenths) / 9);
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
    };
    if (!isImport) await page.waitForTimeout(FORGOTTEN_AFTER_MS);
    await limit();
    if (!isImport) {
      await page.goto(url);
      await imported(page);
    }
    const wrong = await FULL[kind](page, folder);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    return [...errors, ...wrong.map((each) => `${kind}, ${tenths} of 9 parts of the room: ${each}`)];
  };
  return withKeptBrowser((context) => open(context, url, folder), work);
}

const FULL = {
  async import(page, folder) {
    await importFolder(page, folder);
    const ending = (words) => page.getByText(words).first().waitFor({ timeout: LONGEST_MS });
    await ending(/scans imported|ended early|no room left/);
    const stored = await storedScans(page);
    // Where not even its beginning can be noted it has not begun.
    if (stored === 0) return NO_ROOM.test(await textOf(page)) ? [] : ['nothing is stored, and that is not said'];
    await ending(/scans imported|ended early/);
    const text = await textOf(page);
    const isTrue = [`${stored} scans imported`, `${stored} of ${SCANS} read`].some((words) => text.includes(words));
    return [
      ...(isTrue ? [] : [`${stored} scans are stored, and that is not said`]),
      ...(stored === SCANS || NO_ROOM.test(text) ? [] : ['the storage was full, and that is not said']),
    ];
  },
  /** What it finds is shown, though it cannot be kept for the next visit. */
  async audit(page) {
    await page.getByRole('radio', { name: /Audit/ }).check({ force: true });
    await page.getByRole('region', { name: 'Shortcuts', exact: true }).waitFor({ timeout: LONGEST_MS });
    const stored = await storedScans(page);
    return stored === SCANS ? [] : [`${stored} of ${SCANS} scans are left`];
  },
  async training(page) {
    await startTraining(page, { backend: 'WASM', epochs: EPOCHS });
    return [...(await toldOfRun(page)), ...(await toldOfModel(page))];
  },
  /** Until what is saved of a run, and once more of it, is too much. */
  async saving(page) {
    await startTraining(page, { backend: 'WASM', epochs: 4 * EPOCHS });
    return [...(await toldOfRun(page)), ...(await toldOfRun(page)), ...(await toldOfModel(page))];
  },
  /** One scan is excluded: that is stored, or it is said that it was not kept. */
  async editing(page) {
    await excludeFirst(page);
    const said = NO_ROOM.test(await textOf(page));
    const { counts } = await page.evaluate(onDisk);
    const stored = await storedScans(page);
    return [
      ...(stored === SCANS ? [] : [`${stored} of ${SCANS} scans are left`]),
      ...(counts.edits === 1 || said ? [] : ['the edit is lost, and that was not said']),
    ];
  },
  async deleting(page) {
    await deleteDataSet(page);
    const stored = await storedScans(page);
    return stored === 0 ? [] : [`${stored} scans are still stored`];
  },
};

const NO_ROOM = /no room|not saved|storage is full/i;

/** The epoch that the page says next to be saved is so; nothing is found where it says that it could not be, or the run has ended. */
async function toldOfRun(page) {
  const before = epochSaid(await textOf(page));
  const next = { pattern: EPOCH_SAVED.source, before };
  await page.waitForFunction(isToldOfRun, next, { timeout: LONGEST_MS });
  const said = epochSaid(await textOf(page));
  const stored = await storedEpochs(page);
  const isOver = epochSaid(await textOf(page)) === 0; // the run goes once its network is kept
  return isOver || stored >= said ? [] : [`${stored} epochs are stored, and ${said} are said to be`];
}

/** Runs in the page. */
function isToldOfRun({ pattern, before }) {
  const text = document.body.textContent ?? '';
  const [, epoch = 0] = new RegExp(pattern, 'i').exec(text) ?? [];
  return (
    Number(epoch) > before || /Autosave failed|See how good it is|trained, but not saved|Training failed/.test(text)
  );
}

/** How far the run is that can be resumed. */
async function storedEpochs(page) {
  const [run] = await recordsIn(page, 'run', 'current');
  return run?.history.epochs.length ?? 0;
}

/** At the end there is a model, and no other word; or there is none, and it is said why. */
async function toldOfModel(page) {
  const unsaved = page.getByText('The network is trained, but not saved');
  const failed = page.getByText(/Training failed/);
  const seen = page.getByRole('link', { name: /see how good it is/i });
  await seen.or(unsaved).or(failed).first().waitFor({ timeout: LONGEST_MS });
  const { counts } = await page.evaluate(onDisk);
  const isSaved = (await seen.count()) > 0 && (await unsaved.count()) === 0;
  return [
    ...((counts.models === 1) === isSaved ? [] : [`${counts.models} models are stored, and the page says otherwise`]),
    ...(isSaved || NO_ROOM.test(await textOf(page)) ? [] : ['it is not said that the storage was full']),
    ...((await failed.count()) === 0 ? [] : ['the training failed']),
  ];
}

async function excludeFirst(page) {
  await page.getByRole('grid').getByRole('gridcell').first().click();
  await button(page, 'Exclude it').click();
  await page
    .getByText(/^Excluded /)
    .or(page.getByText(NO_ROOM))
    .first()
    .waitFor({ timeout: LONGEST_MS });
}

const CLEARED_AT = ['import', 'training', 'audit', 'classifying', 'deleting'];

export const cleared = {
  name: 'cleared',
  promise: 'Storage cleared under the page is said',
  goal: 25,
  attempt: (url, index, seed) => clear(url, CLEARED_AT[index % 5], random(15_485_863 * seed + index)),
};

/** Deleted by the browser at a random moment of a work; afterwards the page goes on without a reload. */
async function clear(url, kind, next) {
  const folder = await drawn(SCANS);
  const work = async (page, _context, errors) => {
    const devtools = await devtoolsOf(page);
    const clearStorage = async (mostMs) => {
      await page.waitForTimeout(mostMs * next());
      await devtools.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'indexeddb' });
    };
    await WORKED_ON[kind](page, folder, clearStorage);
    await page
      .getByText(/storage of this page was cleared/i)
      .first()
      .waitFor({ timeout: LONGEST_MS });
    const stored = await storedScans(page);
    return [...errors, ...(stored === 0 ? [] : [`${kind}: ${stored} scans are stored`])];
  };
  return withKeptBrowser((context) => pageWithoutData(context, url), work);
}

const WORKED_ON = {
  async import(page, folder, clearStorage) {
    await Promise.all([importFolder(page, folder), clearStorage(3000)]);
  },
  async training(page, folder, clearStorage) {
    await importFolder(page, folder);
    await imported(page);
    await startTraining(page, { backend: 'WASM', epochs: 4 * EPOCHS });
    await clearStorage(8000);
  },
  async audit(page, folder, clearStorage) {
    await importFolder(page, folder);
    await imported(page);
    await clearStorage(2000);
  },
  async classifying(page, folder, clearStorage) {
    await importFolder(page, folder);
    await imported(page);
    await startTraining(page, { backend: 'WASM', epochs: 1 });
    await trained(page);
    await stage(page, 'Classify');
    await chooseFiles(page, 'Folder of scans', folder);
    await clearStorage(1500);
  },
  async deleting(page, folder, clearStorage) {
    await importFolder(page, folder);
    await imported(page);
    await deleteDataSet(page);
    await clearStorage(500);
  },
};
