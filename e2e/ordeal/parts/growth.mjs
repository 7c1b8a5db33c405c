// In one page, again and again: everything is done, stopped and deleted. Nothing may be left of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserMegabytes } from '../../bench/machine/memory.mjs';
import {
  button,
  chooseFiles,
  deleteDataSet,
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
/** The first ones fill caches of the browser and of the page that have a limit. */
const SETTLED_AFTER = 4;
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

async function grow(url) {
  const folder = await drawn(SCANS);
  return withPage(url, async (page, context, errors) => {
    const seen = [];
    for (let i = 0; i < CYCLES; i++) {
      await cycle(page, folder);
      seen.push(await left(page, context));
      console.log(`  cycle ${i + 1}: ${JSON.stringify(seen.at(-1))}`);
    }
    return [...errors, ...grown(seen)];
  });
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

async function importAndStop(page, folder) {
  await importFolder(page, folder);
  await button(page, 'Stop')
    .click({ timeout: 3000 })
    .catch(() => {}); // it was quicker
  await imported(page);
  await deleteDataSet(page);
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

async function deleteModels(page) {
  await stage(page, 'Models');
  const first = button(page, 'Delete').first();
  await first.waitFor();
  while ((await first.count()) > 0) {
    await first.click();
    await button(page, 'Delete model').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
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
