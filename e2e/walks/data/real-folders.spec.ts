import {
  expect,
  folderOfRealScans,
  importFolder,
  needSharedData,
  openStage,
  test,
  testResults,
  trainToTheEnd,
} from '../../axial.ts';

const SCANS_PER_CLASS = 250;

test('folders of real scans become a Course CNN at 64 px with a test AUC of at least 0.80 @shared-data', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const scans = needSharedData('scans');
  await page.goto('/');
  await importFolder(page, folderOfRealScans(scans, SCANS_PER_CLASS));
  await trainToTheEnd(page, { Preset: 'Course CNN', 'Input size': '64', Epochs: '8', Seed: '1' }, 360_000);
  const results = await testResults(page);
  console.log(`Course CNN, 64 px, ${2 * SCANS_PER_CLASS} real scans: test AUC ${results.get('auc')}`);
  expect(results.get('auc')).toBeGreaterThanOrEqual(0.8);

  await openStage(page, 'Models');
  await expect(page.getByText(/Course CNN 64 px/).first()).toBeVisible();
});
