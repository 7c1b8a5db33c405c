import { random } from '../../random.mjs';
import { button, importFolder, onDisk, pageWithoutData, withPage } from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

const TURNS_A_TRY = 10;

export const tabs = {
  name: 'tabs',
  promise: 'Two tabs',
  goal: 100,
  perTry: TURNS_A_TRY,
  weight: 4,
  attempt: takeTurns,
};

async function takeTurns(url, index, seed) {
  const folder = await drawn(120);
  const next = random(104_729 * seed + index);
  return withPage(url, async (page, context, errors) => {
    await page.close();
    const wrong = [];
    for (let i = 0; i < TURNS_A_TRY; i++) wrong.push(...(await takeOver(url, context, folder, 800 * next())));
    return [...errors, ...wrong];
  });
}

/** A second tab takes the workspace from one that imports, so many milliseconds after it began. */
async function takeOver(url, context, folder, ms) {
  const first = await pageWithoutData(context, url);
  await importFolder(first, folder);
  await first.waitForTimeout(ms);
  const second = await context.newPage();
  await second.goto(url);
  await button(second, 'Use it here').click();
  await second.locator('main h1').first().waitFor();
  await second
    .getByText(/scans|Drop the folders/)
    .first()
    .waitFor({ timeout: 30_000 });
  await button(first, 'Use it here').waitFor(); // it has let go
  const { counts, outcomes } = await second.evaluate(onDisk);
  await second.goto(`${url}licences.txt`); // time to go on, if it does
  const again = await second.evaluate(onDisk);
  await Promise.all([first.close(), second.close()]);
  const change = again.outcomes.length - outcomes.length || again.counts.packs - counts.packs;
  if (change < 0) return ['what was stored is gone'];
  return change > 0 ? ['the tab that lost the workspace went on'] : [];
}
