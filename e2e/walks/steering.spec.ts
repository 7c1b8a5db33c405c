import { chooseTraining, expect, folderOfShapes, importFolder, startLongRun, test, testResults } from '../axial.ts';

test('a run can be paused, resumed and stopped, and a stopped run keeps its best weights as a model', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(60));
  await startLongRun(page, { Preset: 'Course CNN', 'Input size': '64', Epochs: '400', Seed: '3' });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/paused/i).first()).toBeVisible();

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(/saved after epoch/i).first()).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible();
  await expect(page.getByText(/stopped/i).first()).toBeVisible();
  expect((await testResults(page)).get('auc')).toBeGreaterThanOrEqual(0);
});

test('a random split is labelled as inflated by duplicates, with the number of test scans that have a duplicate', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(60));
  await chooseTraining(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  await page.getByLabel('Split', { exact: true }).selectOption({ index: 1 });
  await expect(page.getByText(/inflated by duplicates: \d+ of \d+ test scans have a duplicate/i)).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('link', { name: /see how good it is/i }).click();
  await expect(page.getByText(/inflated by duplicates: \d+ of \d+/i).first()).toBeVisible();

  // The test set is sealed until it is opened; a threshold that is kept afterwards is said to be chosen after that.
  await expect(page.getByRole('table', { name: 'Validation results' })).toBeAttached();
  await page.getByRole('button', { name: 'Open the test set' }).click();
  await expect(page.getByRole('table', { name: 'Test results' })).toBeAttached();
  await expect(page.getByText(/^Test set opened on .*, at threshold \d\.\d+\.$/)).toBeVisible();
  const threshold = page.getByRole('slider', { name: 'Threshold', exact: true });
  await threshold.focus();
  await threshold.press('PageUp');
  await page.getByRole('button', { name: 'Keep for this model' }).click();
  await expect(page.getByText(/changed 1 time since/)).toBeVisible();
  await expect(page.getByText(/chosen after the test set was seen/).first()).toBeVisible();
});
