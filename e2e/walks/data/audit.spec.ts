import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, folderOfRealScans, folderOfShapes, importFolder, needSharedData, test } from '../../axial.ts';
import { greyPng } from '../../pictures.ts';

/** The audit begins by itself; this only shows it. */
async function showAudit(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Audit/ }).check({ force: true });
  await expect(page.getByRole('region', { name: 'Duplicates', exact: true })).toBeVisible({ timeout: 120_000 });
}

test('a label conflict is settled and undone, copies are thinned out, and both outlive a reload', async ({ page }) => {
  const folder = folderOfShapes(20);
  // The very same picture under both classes, and one square a second time, brighter by a little.
  copyFileSync(join(folder, 'disc', 'disc (3).png'), join(folder, 'square', 'mistaken.png'));
  const square = (level: number) => (x: number, y: number) =>
    Math.max(Math.abs(x - 30), Math.abs(y - 34)) <= 13 ? level : 30 + ((x * 7 + y * 3) % 11);
  writeFileSync(join(folder, 'square', 'once.png'), greyPng(64, 64, square(200)));
  writeFileSync(join(folder, 'square', 'twice.png'), greyPng(64, 64, square(210)));

  await page.goto('/');
  await importFolder(page, folder);
  await showAudit(page);
  const copies = page.getByRole('region', { name: 'Duplicates', exact: true });
  await expect(copies).toContainText('1 group of duplicates with more than one label');
  await expect(copies).toContainText(/mistaken\.png\s*Dropped as square/);

  await copies.getByRole('button', { name: 'Relabel all as square' }).click();
  const changes = page.getByRole('list', { name: 'Changes in force' });
  await expect(changes).toContainText('1 scan relabelled as square');
  await expect(copies).not.toContainText('more than one label');

  await copies.getByRole('button', { name: 'Keep one of each group' }).click();
  await expect(changes).toContainText('1 scan excluded (duplicate)');
  await expect(copies).toContainText('There are no duplicates among the 41 scans');
  const version = page.getByText(/Data version \d+, [0-9a-f]{8}/);
  const named = (await version.textContent()) ?? '';

  await page.reload();
  await showAudit(page);
  await expect(version).toHaveText(named);
  await changes.getByRole('button', { name: /Undo: 1 scan relabelled/ }).click();
  await expect(copies).toContainText('1 group of duplicates with more than one label');
  await expect(version).not.toHaveText(named);
  await changes.getByRole('button', { name: /Undo: 1 scan excluded/ }).click();
  await expect(page.getByText('No change is in force.')).toBeVisible();
  await expect(page.getByText(/Data version 1, /)).toBeVisible();
  await expect(page.getByText('History: 4 versions, 4 changes')).toBeVisible();
});

test('pictures of one size and kind give nothing away before they are looked at', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await showAudit(page);
  const shortcuts = page.getByRole('region', { name: 'Shortcuts', exact: true });
  await expect(shortcuts).toContainText('No shortcut: width and height are the same for every scan');
  await expect(shortcuts).not.toContainText(/Knowing only width and height, one can/);
});

test('the real scans are told apart by their size alone, and harmonised ones tell less @shared-data', async ({
  page,
}) => {
  const scans = needSharedData('scans');
  await page.goto('/');
  await importFolder(page, folderOfRealScans(scans, 250));
  await showAudit(page);
  const shortcuts = page.getByRole('region', { name: 'Shortcuts', exact: true });
  await expect(shortcuts).toContainText(
    /Knowing only width and height, one can tell \d+(\.\d)? % of these scans apart/,
  );
  await expect(page.getByRole('radio', { name: /Audit/ }).locator('..')).toContainText(/findings/);

  await shortcuts.getByRole('button', { name: 'Harmonise the scans' }).click();
  await expect(shortcuts).toContainText(
    /Harmonising changed the AUC of the network input statistics from \d\.\d\d to \d\.\d\d/,
    { timeout: 120_000 },
  );
  const [, before = '', after = ''] =
    /statistics from (\d\.\d\d) to (\d\.\d\d)/.exec((await shortcuts.textContent()) ?? '') ?? [];
  console.log(`network input statistics, harmonised: AUC ${before} -> ${after}`);
  expect(Number(after)).toBeLessThan(Number(before));
});
