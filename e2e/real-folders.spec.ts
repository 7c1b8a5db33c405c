import {
  expect,
  folderOfRealScans,
  importFolder,
  openStage,
  sharedData,
  test,
  testResults,
  trainToTheEnd,
} from './axial.ts';

const SCANS_PER_CLASS = 250;

test('folders of scans become a Course CNN at 64 px with a test AUC of at least 0.80', async ({ page }) => {
  test.setTimeout(420_000);
  const scans = sharedData('scans');
  await page.goto('/');
  if (scans) await importFolder(page, folderOfRealScans(scans, SCANS_PER_CLASS));
  else {
    console.log('The real scans are not here: this walk uses the synthetic sample.');
    await page.getByRole('button', { name: 'Try it with sample scans' }).click();
    await expect(page.getByText(/^looks like /i).first()).toBeVisible({ timeout: 150_000 });
  }
  await trainToTheEnd(page, { Preset: 'Course CNN', 'Input size': '64', Epochs: '8', Seed: '1' }, 360_000);
  const results = await testResults(page);
  console.log(`Course CNN, 64 px, ${scans ? 2 * SCANS_PER_CLASS : 'synthetic'} scans: test AUC ${results.get('auc')}`);
  expect(results.get('auc')).toBeGreaterThanOrEqual(0.8);

  await openStage(page, 'Models');
  await expect(page.getByText(/Course CNN 64 px/).first()).toBeVisible();
});
