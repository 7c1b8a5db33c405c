// In one page, again and again: everything is done, stopped and deleted. Nothing may be left of it.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserMegabytes } from '../../bench/machine/memory.mjs';
import {
  button,
  chooseFiles,
  deleteDataSet,
  deleteModels,
  devtoolsOf,
  imported,
  importFolder,
  LONGEST_MS,
  onDisk,
  stage,
  startTraining,
  trained,
  withPage,
} from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';
import { heldBytes } from './heldObjects.mjs';

const CYCLES = 20;
const SCANS = 60;
/** Pixels; a multiple of 4, as rows of a BMP are of whole words. Read for some tenths of a second. */
const LARGE_SIDE = 2800;
/** The first ones fill caches of the browser and of the page that have a limit. */
const SETTLED_AFTER = 4;
/** Plain JavaScript is slow to begin with. */
const CYCLES_PER_BACKEND = 4;
const MOST_GROWTH = 1.05;

export const growth = {
  name: 'growth',
  promise: 'No growth over cycles of import, training, classifying, explaining, stopping, deleting',
  goal: CYCLES,
  perTry: CYCLES,
  lanes: 1,
  weight: 2,
  attempt: grow,
};

async function grow(url, _index, _seed, cycles) {
  const folder = await drawn(SCANS);
  const large = withLargeScans(folder);
  const work = async (page, context, errors) => {
    const seen = [];
    for (let i = 0; i < cycles; i++) {
      await importAndStop(page, large);
      if (i % CYCLES_PER_BACKEND === 0) await trainElsewhere(page, folder);
      await cycle(page, folder);
      seen.push(await left(page, context));
      console.log(`  cycle ${i + 1}: ${JSON.stringify(seen.at(-1))}`);
    }
    return [...errors, ...grown(seen)];
  };
  try {
    return await withPage(url, work);
  } finally {
    rmSync(large, { recursive: true, force: true });
  }
}

async function cycle(page, folder) {
  await importAndStop(page, folder);
  await importFolder(page, folder);
  await imported(page);
  await startTraining(page, { backend: 'WASM', epochs: 40 });
  await button(page, 'Stop').click();
  await page.getByText('Training was stopped').waitFor({ timeout: LONGEST_MS });
  await startTraining(page, { backend: 'WASM', epochs: 2 });
  await trained(page);
  await classifyAndExplain(page, folder);
  await deleteModels(page);
  await deleteDataSet(page);
}

/** On another backend, whose thread ends where that of the next training begins. */
async function trainElsewhere(page, folder) {
  await importFolder(page, folder);
  await imported(page);
  await startTraining(page, { backend: 'CPU', epochs: 40 });
  await page.getByText(/^CPU · /).waitFor({ timeout: LONGEST_MS }); // else it may be stopped before it has begun
  await button(page, 'Stop').click();
  await page.getByText('Training was stopped').waitFor({ timeout: LONGEST_MS });
  await deleteDataSet(page);
}

async function importAndStop(page, folder) {
  await importFolder(page, folder);
  await button(page, 'Stop')
    .click({ timeout: 3000 })
    .catch(() => {}); // it was quicker
  await imported(page);
  await deleteDataSet(page);
}

/** In each class a scan of the folder, and one that is so large that its thread is ended where the import is stopped. */
function withLargeScans(folder) {
  const made = mkdtempSync(join(tmpdir(), 'axial-ordeal-'));
  for (const [level, name] of readdirSync(folder).entries()) {
    mkdirSync(join(made, name));
    const [small = ''] = readdirSync(join(folder, name)).sort();
    copyFileSync(join(folder, name, small), join(made, name, small));
    writeFileSync(join(made, name, 'large.bmp'), evenBmp(LARGE_SIDE, level));
  }
  return made;
}

/** Of one grey level: a header of 54 bytes, and three bytes a pixel. */
function evenBmp(side, level) {
  const bmp = Buffer.alloc(54 + 3 * side * side, level);
  bmp.fill(0, 2, 54);
  bmp.write('BM');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  for (const at of [18, 22]) bmp.writeUInt32LE(side, at);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  return bmp;
}

/** One scan, with its heat map, then all. */
async function classifyAndExplain(page, folder) {
  await stage(page, 'Classify');
  const [name = ''] = readdirSync(join(folder, 'even')).sort();
  await chooseFiles(page, 'Scans to classify', join(folder, 'even', name));
  await page.getByText(/The strongest part|Nothing in this scan/).waitFor({ timeout: LONGEST_MS });
  await chooseFiles(page, 'Folder of scans', folder);
  await button(page, 'Download results (CSV)').and(page.locator(':enabled')).waitFor({ timeout: LONGEST_MS });
}

/**
 * What there is of everything. Of what is stored the records are counted (`src/worker/jobs/growth.browser.test.ts` weighs them): the files that
 * they lie in grow until the browser tidies them up, and are printed only. So is the memory of its processes, which it gives back when it likes.
 */
async function left(page, context) {
  const { bytes, counts } = await page.evaluate(onDisk);
  const counted = {
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
    threads: page.workers().length,
    records: Object.values(counts).reduce((sum, count) => sum + count, 0),
    heldMB: (await heldBytes(await devtoolsOf(page))) / 1e6,
  };
  const devtools = await context.browser()?.newBrowserCDPSession();
  await devtools?.send('Memory.simulatePressureNotification', { level: 'critical' });
  await devtools?.detach();
  return { counted, told: { storedMB: bytes / 1e6, browserMB: browserMegabytes()?.total ?? 0 } };
}

/** What is more after the last cycles than after the first ones. */
function grown(seen) {
  const [early = [], late = []] = [seen.slice(SETTLED_AFTER, 2 * SETTLED_AFTER), seen.slice(-SETTLED_AFTER)];
  const least = (cycles, kind) => Math.min(...cycles.map(({ counted }) => counted[kind]));
  return Object.keys(early[0]?.counted ?? {}).flatMap((kind) => {
    const [before, after] = [least(early, kind), least(late, kind)];
    return after <= MOST_GROWTH * before ? [] : [`${kind} grew from ${before.toFixed(1)} to ${after.toFixed(1)}`];
  });
}
