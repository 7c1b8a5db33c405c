import type { Page } from '@playwright/test';
import { chooseTraining, expect, folderOfShapes, importFolder, openStage, startLongRun, test } from '../axial.ts';

const SMALL = { Preset: 'Compact CNN', 'Input size': '32', Seed: '3' };
const train = (page: Page) => page.getByRole('button', { name: 'Train', exact: true }).click();

test('a reload before the first save: the run is offered with its settings and starts again', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(200));
  // Hundreds of steps with 16 million parameters: no machine has done an epoch before the reload.
  await chooseTraining(page, { Preset: 'Course CNN', 'Input size': '96', Epochs: '7', 'Batch size': '1', Seed: '3' });
  await train(page);
  await expect(page.getByText(/its settings are saved/i)).toBeVisible();
  await expect(page.getByText(/epoch 1: batch [1-9]/i).first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/saved after epoch/i)).toHaveCount(0);

  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);

  await openStage(page, 'Train');
  await expect(page.getByText('A run was interrupted before its first save')).toBeVisible();
  await expect(page.getByText(/Course CNN, 96 px, 7 epochs, begun/)).toBeVisible();
  await page.getByRole('button', { name: 'Start it again' }).click();
  await expect(page.getByText(/epoch 1 of 7/i).first()).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Training was stopped')).toBeVisible({ timeout: 60_000 });
  await page.reload();
  expect(asked).toEqual(['beforeunload']); // nothing was left to lose
});

test('a disk that is full at the end: the network can be downloaded, and is kept after room was made', async ({
  page,
  context,
  baseURL,
}, info) => {
  const devtools = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await page.goto('/');
  // Room for the page and the scans, and for no network of 26 MB.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 });
  await importFolder(page, folderOfShapes(24));
  await chooseTraining(page, { Preset: 'Course CNN', 'Input size': '64', Seed: '3', Epochs: '2' });
  await train(page);
  await expect(page.getByText('The network is trained, but not saved')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/no room left for this page/).first()).toBeVisible();
  await expect(page.getByText(/What you can delete here to make room: the data set/)).toBeVisible();
  await expect(page.getByText(/Training failed/)).toHaveCount(0);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the model' }).click();
  const file = info.outputPath('model.zip');
  await (await downloading).saveAs(file);
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByText(/Tried again at .*no room left/)).toBeVisible();

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible();
  await page.reload();
  await openStage(page, 'Models');
  await expect(page.getByText(/Course CNN 64 px/).first()).toBeVisible();
  await page.getByLabel('Model file').setInputFiles(file);
  await expect(page.getByText(/Added the model|You have this model already/).first()).toBeVisible();
});

test('a storage that is cleared under a run, and after it, is said; the network can be downloaded', async ({
  page,
  context,
  baseURL,
}) => {
  const devtools = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  const clear = () => devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await page.goto('/');
  await importFolder(page, folderOfShapes(100));
  await startLongRun(page, { ...SMALL, Epochs: '1000' });
  await expect(page.getByText(/saved after epoch/i).first()).toBeVisible({ timeout: 120_000 });
  await clear();
  await expect(page.getByText(/storage of this page was cleared: nothing of this run is saved/i)).toBeVisible();
  await expect(page.getByText(/saved after epoch/i)).toHaveCount(0);
  await expect(page.getByText(/reload the page/i)).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/storage of this page was cleared during the run/i)).toBeVisible({ timeout: 60_000 });

  await clear();
  await expect(page.getByText('The network is trained, but not saved')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the model' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^Compact CNN 32 px, .*\.zip$/);
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible();
});
