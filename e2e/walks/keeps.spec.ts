import { readFileSync } from 'node:fs';
import {
  chooseTraining,
  expect,
  folderOfShapes,
  importFolder,
  openStage,
  startLongRun,
  test,
  trainToTheEnd,
} from '../axial.ts';

test.use({ serviceWorkers: 'allow' });

const SMALL = { Preset: 'Compact CNN', 'Input size': '32', Seed: '3' };

test('a reload keeps the data set and the model', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { ...SMALL, Epochs: '1' });

  await page.reload();
  await openStage(page, 'Data');
  await expect(page.getByRole('button', { name: 'Delete data set' })).toBeVisible();
  await expect(page.getByText(/48 scans/).first()).toBeVisible();
  await openStage(page, 'Models');
  await expect(page.getByText(/Compact CNN 32 px/).first()).toBeVisible();
});

test('a page killed in the middle of a run resumes it from the last saved epoch', async ({ page, context }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(100));
  await startLongRun(page, { Preset: 'Course CNN', 'Input size': '32', Epochs: '400', Seed: '3' });
  await expect(page.getByText(/saved after epoch/i).first()).toBeVisible({ timeout: 120_000 });
  await page.close();

  const again = await context.newPage();
  await again.goto('/#train');
  await again.getByRole('button', { name: 'Resume' }).click();
  await expect(again.getByText(/epoch ([2-9]|\d\d+) of 400/i).first()).toBeVisible({ timeout: 120_000 });
  await again.getByRole('button', { name: 'Stop' }).click();
  await expect(again.getByRole('link', { name: /see how good it is/i })).toBeVisible({ timeout: 120_000 });
});

test('cross-validation that was stopped goes on after a reload, and its networks are one model', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await openStage(page, 'Train');
  await page.getByRole('heading', { name: 'Train / validation / test split' }).click();
  await chooseTraining(page, { ...SMALL, Epochs: '100', 'How to test it': 'Cross-validation', Networks: '4' });
  await expect(page.getByText(/^4 networks: Compact CNN/)).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('table', { name: /Networks that are done/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/[123] of 4 networks done and kept/)).toBeVisible({ timeout: 60_000 });

  await page.reload();
  await openStage(page, 'Train');
  await expect(page.getByText(/[123] of 4 networks done/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('link', { name: /see how good it is/i }).click({ timeout: 120_000 });
  const folds = page.getByRole('table', { name: 'Results of each network on its own test set' });
  await expect(folds.getByRole('row')).toHaveCount(7); // the head, 4 folds, mean and deviation
  await expect(
    page.getByText(/each classified by a network that had not seen it \(4 folds, grouped split\)/),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download report (HTML)' }).click();
  const report = readFileSync(await (await downloading).path(), 'utf8').replace(/\s+/g, ' ');
  // Every scan is tested once, and in the other subsets several times: no subset is what the others leave.
  expect(report).toContain('<th scope="row">test</th><td>24</td><td>24</td><td>48</td>');
  expect(report).toContain('<caption>Networks, each on a split of its own</caption>');
  expect(report).not.toContain('<th scope="row">training</th>');
});
