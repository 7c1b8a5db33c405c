// In one page, again and again: everything is done, stopped and deleted. Nothing may be left of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserMegabytes } from '../../bench/memory.mjs';
import {
  button,
  deleteDataSet,
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

const CYCLES = 20;
const SCANS = 60;
/** The first ones fill caches of the browser and of the page that have a limit. */
const SETTLED_AFTER = 4;
const MOST_GROWTH = 1.05;

export const growth = {
  name: 'growth',
  promise: 'No growth over cycles of import, training, classifying, explaining, stopping, deleting',
  goal: CYCLES,
  attempt: grow,
};

let growing;
async function grow(url) {
  const folder = await drawn(SCANS);
  growing ??= withPage(url, async (page, context, errors) => {
    const devtools = await context.newCDPSession(page);
    const seen = [];
    for (let i = 0; i < CYCLES; i++) {
      await cycle(page, folder);
      seen.push(await left(page, devtools));
      console.log(`  cycle ${i + 1}: ${JSON.stringify(seen.at(-1))}`);
    }
    return { seen, errors };
  });
  const { seen, errors } = await growing;
  return { count: CYCLES, wrong: [...errors, ...grown(seen)] };
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
  await page.getByLabel('Scans to classify').setInputFiles(join(folder, 'even', name));
  await page.getByText(/The strongest part|Nothing in this scan/).waitFor({ timeout: LONGEST_MS });
  await page.getByLabel('Folder of scans').setInputFiles(folder);
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

/** What there is of everything, once what was deleted cannot be undone any more. */
async function left(page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { bytes } = await page.evaluate(onDisk);
  return {
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
    threads: page.workers().length,
    heapMB: usedSize / 1e6,
    storedMB: bytes / 1e6,
    browserMB: browserMegabytes()?.total ?? 0,
  };
}

/**
 * What is more after the last cycles than after the first ones. Not all of it is the page's: Playwright keeps the file inputs that it has
 * filled, and each of them the stage that it stood in (seen in a heap snapshot), and the browser frees what IndexedDB deleted in batches.
 */
function grown(seen) {
  const [early = [], late = []] = [seen.slice(SETTLED_AFTER, 2 * SETTLED_AFTER), seen.slice(-SETTLED_AFTER)];
  const least = (cycles, kind) => Math.min(...cycles.map((each) => each[kind]));
  return Object.keys(early[0] ?? {}).flatMap((kind) => {
    const [before, after] = [least(early, kind), least(late, kind)];
    return after <= MOST_GROWTH * before ? [] : [`${kind} grew from ${before.toFixed(1)} to ${after.toFixed(1)}`];
  });
}
