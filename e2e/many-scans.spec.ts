import { expect, folderOfShapes, importFolder, openStage, sharedData, test } from './axial.ts';

test('thousands of scans are imported, scrolled through and looked at without one long task of the page', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const scans = sharedData('scans');
  if (!scans) console.log('The real scans are not here: this walk uses 1200 drawn ones.');
  await page.goto('/');
  await importFolder(page, scans ?? folderOfShapes(600));
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('gridcell').first()).toBeVisible();
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await grid.getByRole('gridcell').first().focus();
  await page.keyboard.press('End'); // to the other end of all scans at once
  await expect(grid.locator(':focus')).toBeVisible();
  await page.keyboard.press('Home');
  await page.mouse.move(700, 500);
  for (let i = 0; i < 40; i++) await page.mouse.wheel(0, 3000);
  await page.getByRole('radio', { name: /All/ }).locator('xpath=following::input[1]').check({ force: true });
  for (const stage of ['Train', 'Evaluate', 'Classify', 'Models', 'Data'] as const) await openStage(page, stage);
  await page.reload();
  await expect(page.getByRole('grid').getByRole('gridcell').first()).toBeVisible();
});
