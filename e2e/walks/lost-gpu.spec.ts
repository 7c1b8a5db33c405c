import {
  chooseSmallNetwork,
  chooseTraining,
  expect,
  folderOfShapes,
  importFolder,
  test,
  testResults,
} from '../axial.ts';

test('a lost GPU does not end the run: it goes on from the last saved epoch on a fresh backend', async ({
  page,
  browser,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(8));
  await chooseTraining(page, { Preset: 'Course CNN', 'Input size': '32', Epochs: '150', Seed: '3', Backend: 'WebGL' });
  await chooseSmallNetwork(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
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
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible({ timeout: 170_000 });
  const accuracy = (await testResults(page)).get('accuracy');
  expect(accuracy).toBeGreaterThanOrEqual(0);
});
