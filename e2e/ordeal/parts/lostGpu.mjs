// The GPU is lost in the midst of work: what comes out must be what comes out otherwise.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../../random.mjs';
import {
  button,
  chooseFiles,
  imported,
  importFolder,
  LONGEST_MS,
  lossesOfNewest,
  stage,
  startTraining,
  trained,
  withPage,
} from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';
import { Graphics, watchedSite } from './graphics.mjs';

const SCANS = 40;
const EPOCHS = 2;
/** Of a loss or a probability: WebGL, and what it is replaced by, round differently. */
const TOLERANCE = 1e-3;

/**
 * Each gives numbers, which must be the same whether a GPU is lost meanwhile or not. The later ones use the network that was trained
 * last.
 */
const WORKS = [
  { name: 'training', times: 4, run: train },
  { name: 'classifying', times: 10, run: classify },
  { name: 'explaining', times: 7, run: explain },
  { name: 'measuring', times: 3, run: measure },
];

export const gpu = {
  name: 'gpu',
  promise: 'The GPU lost in training, classifying, explaining and measuring: the same answers',
  goal: 50,
  /** And one whose process is killed. */
  perTry: WORKS.reduce((sum, { times }) => sum + times, 1),
  weight: 4,
  attempt: loseGpu,
};

/** One browser: each work undisturbed, to know what it gives and how much is drawn, then with losses at random drawings. */
async function loseGpu(_, index, seed) {
  const next = random(7919 * seed + index);
  const folder = await drawn(SCANS);
  return withPage(await watchedSite(), async (page, context, errors) => {
    const graphics = new Graphics(page);
    await importFolder(page, folder);
    await imported(page);
    const wrong = [];
    for (const { name, times, run } of WORKS) {
      await run(page, folder); // shaders are compiled then, and files known
      const before = await graphics.drawings();
      const expected = await run(page, folder);
      const drawings = (await graphics.drawings()) - before;
      for (let i = 0; i < times; i++) {
        const moment = 1 + Math.floor(next() * drawings);
        const lostBefore = graphics.lost;
        await graphics.loseAt(moment);
        const startedAt = Date.now();
        const seen = await run(page, folder).catch((error) => String(error).split('\n')[0]);
        const fault = graphics.lost > lostBefore ? difference(seen, expected) : 'it was not lost';
        const what = `${name}, to be lost at drawing ${moment} of ${drawings}: ${fault ?? 'the same'}`;
        console.log(`  ${what}, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
        if (fault) wrong.push(what);
      }
    }
    const crashed = await crash(page, context, next);
    return [...wrong, ...crashed, ...errors];
  });
}

/** The process of the GPU is killed at a random moment of a training: once in a browser, which gives none to a page that lost more. */
async function crash(page, context, next) {
  const undisturbed = performance.now();
  const expected = await train(page);
  const ms = performance.now() - undisturbed;
  const devtools = await context.browser()?.newBrowserCDPSession();
  if (!devtools) return ['there is no browser to talk to'];
  const training = train(page);
  await page.waitForTimeout(ms * next());
  await devtools.send('Browser.crashGpuProcess').catch(() => {}); // nobody is left to answer
  const fault = difference(await training, expected);
  return fault ? [`training, its process killed: ${fault}`] : [];
}

/** Trains a new network on WebGL; the loss and the validation loss of each epoch, as its model keeps them. */
async function train(page) {
  await startTraining(page, { backend: 'WebGL', epochs: EPOCHS });
  await trained(page);
  return lossesOfNewest(page);
}

/** Classifies the folder; the probabilities of the table of results, by the names of the files. */
async function classify(page, folder) {
  await stage(page, 'Classify');
  const save = button(page, 'Download results (CSV)');
  const wasThere = await save.isVisible();
  await chooseFiles(page, 'Folder of scans', folder);
  if (wasThere) await save.and(page.locator(':disabled')).waitFor({ timeout: LONGEST_MS }); // else it is of the time before
  await page.getByText(`${SCANS} scans`).first().waitFor({ timeout: LONGEST_MS });
  await save.and(page.locator(':enabled')).waitFor({ timeout: LONGEST_MS });
  const downloading = page.waitForEvent('download');
  await save.click();
  const rows = readFileSync(await (await downloading).path(), 'utf8')
    .trim()
    .split(/\r\n/)
    .slice(1)
    .sort();
  return rows.flatMap((row) => numbersOf(row.split(',').slice(2, 4).join(' ')));
}

/** Classifies one scan, whose heat map is made at once; its probability and the colours of the picture under the map, in coarse squares. */
async function explain(page, folder) {
  await stage(page, 'Classify');
  const [name = ''] = readdirSync(join(folder, 'even')).sort();
  const result = page.getByRole('article', { name }).and(page.locator(':not([data-before])'));
  // What stands there of the time before goes when the new answer is begun.
  for (const each of await result.all()) await each.evaluate((element) => element.setAttribute('data-before', ''));
  await chooseFiles(page, 'Scans to classify', join(folder, 'even', name));
  await result.getByText(/The strongest part|Nothing in this scan/).waitFor({ timeout: LONGEST_MS });
  const colours = await result.getByRole('img', { name }).evaluate(coarseColours);
  const probability = await result
    .getByText(/threshold of/)
    .first()
    .textContent();
  return [...numbersOf(probability ?? ''), ...colours];
}

/** Runs in the page, once the scan is drawn: mean red, green and blue of 4 x 4 squares, 0 to 1. */
async function coarseColours(canvas) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (canvas.width <= 1) await frame();
  for (let i = 0; i < 3; i++) await frame(); // the map is laid over it after its sentence has come
  const small = new OffscreenCanvas(4, 4).getContext('2d');
  if (!small) throw new Error('There is no canvas to draw on.');
  small.imageSmoothingQuality = 'high';
  small.drawImage(canvas, 0, 0, 4, 4);
  return [...small.getImageData(0, 0, 4, 4).data].map((value) => value / 255);
}

/** Measures what noise, blur and the like do to the newest network; the figures of all tables. */
async function measure(page) {
  await stage(page, 'Evaluate');
  await button(page, 'Robustness').or(button(page, 'Measure again')).first().click();
  await button(page, 'Measure again').waitFor({ timeout: LONGEST_MS });
  const tables = await page.getByRole('table', { name: /results by amount/ }).allTextContents();
  return tables.flatMap(numbersOf);
}

const numbersOf = (text) => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);

/** Null where they are the same. */
function difference(seen, expected) {
  if (!Array.isArray(seen) || seen.length !== expected.length) return `${JSON.stringify(seen)} came out`;
  const most = Math.max(...seen.map((value, i) => Math.abs(value - expected[i])));
  return most <= TOLERANCE ? null : `differs by up to ${most.toPrecision(2)}`;
}
