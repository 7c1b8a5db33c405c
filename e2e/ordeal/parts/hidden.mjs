// A training whose tab lies behind another one must not be slower: nothing of it waits for what a hidden page gets seldom.
import { median } from '../../bench/rounds.mjs';
import { openWindow, withoutScreen } from '../onScreen.mjs';
import { chooseTraining, imported, importFolder, onDisk, until, withPage } from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

const PAIRS = 5;
const EPOCHS = 12;
const LEAST_SPEED = 0.9;

export const hidden = {
  name: 'hidden',
  promise: 'Hidden behind another tab: 90 % of the visible speed',
  goal: 1,
  lanes: 1,
  missing: withoutScreen,
  attempt: compare,
};

/** Trains in front and behind in turn, so that a busy machine slows both. */
async function compare(url) {
  const folder = await drawn(100);
  return withPage(
    url,
    async (page, context, errors) => {
      await importFolder(page, folder);
      await imported(page);
      await chooseTraining(page, { backend: 'WASM', epochs: EPOCHS });
      const other = await context.newPage();
      await timed(page, page); // code is compiled then
      const ratios = [];
      for (let i = 0; i < PAIRS; i++) {
        const [visible, behind] = [await timed(page, page), await timed(page, other)];
        console.log(`  hidden: ${Math.round(visible)} ms in front, ${Math.round(behind)} ms behind`);
        ratios.push(visible / behind);
      }
      const said = `hidden at ${(100 * median(ratios)).toFixed(0)} % of the visible speed`;
      console.log(`  ${said}`);
      return [...errors, ...(median(ratios) < LEAST_SPEED ? [said] : [])];
    },
    openWindow,
  );
}

/** Milliseconds from the press of 'Train' to the kept model, while another page, or this one, is in front. */
async function timed(page, inFront) {
  await inFront.bringToFront();
  const wanted = page === inFront ? 'visible' : 'hidden';
  const before = await modelsKept(page);
  await until(page, () => page.evaluate(pressTrain), "'Train' cannot be pressed.");
  const start = performance.now();
  const isKept = async () => {
    const seen = await page.evaluate(() => document.visibilityState);
    if (seen !== wanted) throw new Error(`The page is ${seen}, and ought to be ${wanted}.`);
    return (await modelsKept(page)) > before;
  };
  await until(page, isKept, `A training did not end while its page was ${wanted}.`);
  return performance.now() - start;
}

const modelsKept = async (page) => (await page.evaluate(onDisk)).counts.models;

/** Runs in the page, where Playwright's own click would wait for frames that a hidden page is not given. */
function pressTrain() {
  const named = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Train');
  const isReady = named !== undefined && !named.disabled && named.getAttribute('aria-disabled') !== 'true';
  if (isReady) named.click();
  return isReady;
}
