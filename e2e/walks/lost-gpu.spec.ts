import type { Page } from '@playwright/test';
import {
  chooseSmallNetwork,
  expect,
  folderOfShapes,
  importFolder,
  openStage,
  startLongRun,
  test,
  testResults,
} from '../axial.ts';

async function savedEpoch(page: Page): Promise<number> {
  const words = await page
    .getByText(/saved after epoch/i)
    .first()
    .textContent();
  return Number(/saved after epoch (\d+)/i.exec(words ?? '')?.[1]);
}

test('a lost GPU does not end the run: it goes on from the last saved epoch on a fresh backend', async ({
  page,
  browser,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(8));
  await openStage(page, 'Train');
  await page.getByLabel('Preset', { exact: true }).selectOption('Course CNN');
  await chooseSmallNetwork(page);
  await startLongRun(page, { 'Input size': '32', Epochs: '1000', Seed: '3', Backend: 'WebGL' });
  await expect(page.getByText(/saved after epoch/i).first()).toBeVisible({ timeout: 170_000 });
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.crashGpuProcess' as never);
  await expect(
    page
      .getByText(/(stopped answering|no longer gives right answers).*Training continues from the last checkpoint/i)
      .first(),
  ).toBeVisible({
    timeout: 60_000,
  });
  // It learns again, and further than the device that is lost.
  const reached = await savedEpoch(page);
  await expect.poll(() => savedEpoch(page), { timeout: 120_000 }).toBeGreaterThan(reached);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible({ timeout: 60_000 });
  const accuracy = (await testResults(page)).get('accuracy');
  expect(accuracy).toBeGreaterThanOrEqual(0);
});
