import { random } from '../../random.mjs';
import { button, importFolder, onDisk, withPage } from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

export const tabs = { name: 'tabs', promise: 'Two tabs', goal: 100, attempt: takeTurns };

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
