// The parts of the ordeal: what is promised, how often it is to be tried, and one try, which says what was wrong.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { drawnScans } from '../bench/folders.mjs';
import { random } from '../random.mjs';
import {
  button,
  imported,
  importFolder,
  LONGEST_MS,
  onDisk,
  stage,
  startTraining,
  trained,
  withPage,
} from './walk.mjs';

/** Of `count` drawn scans; each made once. */
const folders = new Map();
function drawn(count) {
  if (!folders.has(count)) folders.set(count, drawnScans(count));
  return folders.get(count);
}

const DATA = join(import.meta.dirname, '../data');
const MUTATED = ['bmp', 'dicom', 'gif', 'jpeg', 'nifti', 'png', 'webp'];
const LARGEST = 60_000;
const MUTANTS_A_TRY = 1000;

function seeds() {
  return MUTATED.flatMap((folder) => {
    const files = readdirSync(join(DATA, folder), { recursive: true }).map((name) => join(DATA, folder, String(name)));
    return files.filter((file) => statSync(file).isFile() && statSync(file).size < LARGEST && extname(file) !== '.py');
  });
}

/** One to eight bytes changed, a stretch left out or doubled, or the end cut off. */
function mutant(bytes, next) {
  const at = () => Math.floor(next() * bytes.length);
  const kind = next();
  if (kind < 0.15) return bytes.subarray(0, at());
  if (kind < 0.3) {
    const [from, to] = [at(), at()].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  }
  if (kind < 0.4) {
    const from = at();
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from, from + 64), bytes.subarray(from)]);
  }
  const changed = Buffer.from(bytes);
  for (let i = 0; i < 1 + Math.floor(next() * 8); i++) changed[at()] = Math.floor(next() * 256);
  return changed;
}

async function importMutants(url, index, seed) {
  const folder = mkdtempSync(join(tmpdir(), 'axial-ordeal-'));
  const next = random(1000 * seed + index);
  const files = seeds();
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
      return { count: MUTANTS_A_TRY, wrong: [...missing, ...errors, ...lost.map(([, code]) => `refused as ${code}`)] };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In one page: a sample is imported, trained on and classified, then the model and the data set are deleted. */
/** @type {Promise<{ records: number, nodes: number, workers: number }[]> | undefined} */
let growing;
async function cycle(page) {
  await stage(page, 'Data');
  await button(page, 'Try it with sample scans').click();
  await page
    .getByText(/^looks like /i)
    .first()
    .waitFor({ timeout: LONGEST_MS });
  await stage(page, 'Models');
  await button(page, 'Delete').first().click();
  await button(page, 'Delete model').click();
  await stage(page, 'Data');
  await button(page, 'Delete data set').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.waitForTimeout(14_000); // what was deleted can be undone for so long
  const { counts } = await page.evaluate(onDisk);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  return { records: Object.values(counts).reduce((sum, each) => sum + each, 0), nodes, workers: page.workers().length };
}

const CYCLES = 20;
async function grow(url) {
  growing ??= withPage(url, async (page) => {
    const seen = [];
    for (let i = 0; i < CYCLES; i++) seen.push(await cycle(page));
    return seen;
  });
  const [, first = { records: 0, nodes: 0, workers: 0 }, ...others] = await growing;
  const wrong = others.flatMap(({ records, nodes, workers }, index) =>
    records > first.records || nodes > 1.05 * first.nodes || workers > first.workers
      ? [`cycle ${index + 3}: ${records} records, ${nodes} nodes, ${workers} workers; ${JSON.stringify(first)} before`]
      : [],
  );
  return { count: CYCLES, wrong };
}

/** A training whose tab is frozen for two seconds, again and again. */
const FREEZES_A_TRY = 5;
async function freeze(url) {
  const folder = await drawn(200);
  return withPage(url, async (page, context, errors) => {
    await importFolder(page, folder);
    await imported(page);
    await startTraining(page, { backend: 'WASM', epochs: 12 });
    const devtools = await context.newCDPSession(page);
    for (let i = 0; i < FREEZES_A_TRY; i++) {
      await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await devtools.send('Page.setWebLifecycleState', { state: 'active' });
      await page.waitForTimeout(500);
    }
    await trained(page);
    return { count: FREEZES_A_TRY, wrong: errors };
  });
}

/** The process of the GPU is killed at a random moment of a training on WebGL. */
async function loseGpu(url, index, seed) {
  const folder = await drawn(60);
  const next = random(7919 * seed + index);
  return withPage(url, async (page, context, errors) => {
    await importFolder(page, folder);
    await imported(page);
    await startTraining(page, { backend: 'WebGL', epochs: 6 });
    const devtools = await context.browser()?.newBrowserCDPSession();
    if (!devtools) return { wrong: ['there is no browser to talk to'] };
    await page.waitForTimeout(1000 + 9000 * next());
    await devtools.send('Browser.crashGpuProcess').catch(() => {});
    await trained(page);
    const { counts } = await page.evaluate(onDisk);
    return { wrong: [...errors, ...(counts.models === 1 ? [] : [`${counts.models} models are stored`])] };
  });
}

/** Room for a part of the import alone: what was stored and what is said must agree. */
const LEAST_QUOTA = 1_500_000;
async function fill(url, index) {
  const folder = await drawn(300);
  return withPage(url, async (page, context, errors) => {
    const devtools = await context.newCDPSession(page);
    const quotaSize = LEAST_QUOTA * (1 + index);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize });
    await importFolder(page, folder);
    await imported(page);
    await page
      .getByText(/scans imported|ended early/)
      .first()
      .waitFor({ timeout: LONGEST_MS });
    const text = (await page.locator('body').textContent()) ?? '';
    const { outcomes } = await page.evaluate(onDisk);
    const stored = outcomes.filter(([status]) => status === 'imported').length;
    const saysFull = /no room|storage|not read/i.test(text);
    const isTrue = [`${stored} scans imported`, `${stored} of 300 read`].some((words) => text.includes(words));
    return {
      wrong: [
        ...errors,
        ...(isTrue ? [] : [`${stored} scans are stored at ${quotaSize} bytes, and that is not said`]),
        ...(stored < 300 && !saysFull ? ['the storage was full, and that is not said'] : []),
      ],
    };
  });
}

/** Two tabs take the workspace from each other while one imports. */
async function takeTurns(url, index, seed) {
  const folder = await drawn(120);
  const next = random(104_729 * seed + index);
  return withPage(url, async (first, context, errors) => {
    await importFolder(first, folder);
    await first.waitForTimeout(800 * next());
    const second = await context.newPage();
    await second.goto(url);
    await button(second, 'Use it here').click();
    await second.locator('main h1').first().waitFor();
    await second
      .getByText(/scans|Drop the folders/)
      .first()
      .waitFor({ timeout: 30_000 });
    const { counts, outcomes } = await second.evaluate(onDisk);
    await second.reload();
    await second.locator('main h1').first().waitFor();
    const again = await second.evaluate(onDisk);
    const lost = outcomes.length > again.outcomes.length || counts.packs > again.counts.packs;
    return { wrong: [...errors, ...(lost ? ['what was stored is gone'] : [])] };
  });
}

export const PARTS = [
  {
    name: 'mutations',
    promise: 'Hostile files: decoded or refused in our words',
    goal: 10_000,
    attempt: importMutants,
  },
  { name: 'frozen', promise: 'Frozen and thawed in training', goal: 20, attempt: freeze },
  { name: 'gpu', promise: 'The GPU lost in training', goal: 50, attempt: loseGpu },
  { name: 'quota', promise: 'Full storage is said', goal: 10, attempt: fill },
  { name: 'tabs', promise: 'Two tabs', goal: 100, attempt: takeTurns },
  { name: 'growth', promise: 'No growth over cycles of import, training, deleting', goal: CYCLES, attempt: grow },
];
