import { imported, importFolder, startTraining, trained, withPage } from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

const FREEZES_A_TRY = 5;

export const frozen = { name: 'frozen', promise: 'Frozen and thawed in training', goal: 20, attempt: freeze };

/** A training whose tab is frozen for two seconds, again and again. */
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
