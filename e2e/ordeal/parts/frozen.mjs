import { openWindow, withoutScreen } from '../onScreen.mjs';
import {
  devtoolsOf,
  imported,
  importFolder,
  lossesOfNewest,
  startTraining,
  textOf,
  trained,
  withPage,
} from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

const FREEZES_A_TRY = 5;
const TRAINING = { backend: 'WASM', epochs: 12 };

export const frozen = {
  name: 'frozen',
  promise: 'Frozen and thawed in training: the same model',
  goal: 20,
  perTry: FREEZES_A_TRY,
  missing: withoutScreen,
  attempt: freeze,
};

/**
 * A training whose tab is frozen for two seconds, again and again: longer than anything in it may wait for an answer. In a window, as
 * a headless Chromium says yes and freezes nothing.
 */
async function freeze(url) {
  const folder = await drawn(200);
  const work = async (page, _context, errors) => {
    await importFolder(page, folder);
    await imported(page);
    await startTraining(page, TRAINING);
    await trained(page);
    const expected = await lossesOfNewest(page);
    const devtools = await devtoolsOf(page);
    await page.evaluate(countFreezes);
    await startTraining(page, TRAINING);
    for (let i = 0; i < FREEZES_A_TRY; i++) {
      await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await devtools.send('Page.setWebLifecycleState', { state: 'active' });
      await page.bringToFront(); // a frozen page is hidden
      await page.waitForTimeout(200);
    }
    await trained(page);
    const seen = await lossesOfNewest(page);
    const isSame = seen.length === expected.length && seen.every((loss, i) => loss === expected[i]);
    const isUndisturbed = !/continues from the last checkpoint/.test(await textOf(page));
    const freezes = await page.evaluate(() => Reflect.get(globalThis, 'freezes'));
    return [
      ...errors,
      ...(freezes === FREEZES_A_TRY ? [] : [`the page was frozen ${freezes} times, not ${FREEZES_A_TRY}`]),
      ...(isSame ? [] : [`the losses are ${seen.join(', ')}, and not ${expected.join(', ')}`]),
      ...(isUndisturbed ? [] : ['the training was begun again']),
    ];
  };
  return withPage(url, work, openWindow);
}

/** Runs in the page. */
function countFreezes() {
  Reflect.set(globalThis, 'freezes', 0);
  document.addEventListener('freeze', () => Reflect.set(globalThis, 'freezes', Reflect.get(globalThis, 'freezes') + 1));
}
