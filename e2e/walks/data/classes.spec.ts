import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, folderOfShapes, importFolder, openStage, test } from '../../axial.ts';
import { shapePng } from '../../pictures.ts';

test('a class is renamed, the next drop of its folder knows that, and what a new class means is said before the import', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  await page.getByRole('button', { name: 'Edit classes' }).click();
  await page.getByLabel('New name').fill('round');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByText('disc is called round now.')).toBeVisible();

  const root = mkdtempSync(join(tmpdir(), 'axial-classes-'));
  for (const name of ['disc', 'ring']) mkdirSync(join(root, name));
  writeFileSync(join(root, 'disc', 'new.png'), shapePng('disc', 90));
  writeFileSync(join(root, 'ring', 'new.png'), shapePng('disc', 91));
  writeFileSync(join(root, 'ring', 'copy.png'), shapePng('square', 1));
  await page.getByLabel('Data set folders').setInputFiles(root);
  await expect(page.getByLabel('Name of class disc')).toHaveValue('round');
  await expect(page.getByText(/adds the class ring: the data set has 2 classes now and will have 3/)).toBeVisible();
  await expect(page.getByText(/1 file is a duplicate of a scan of another class/)).toBeVisible();
  await expect(page.getByText(/Same bytes as .*square \(1\)\.png, which the data set has as square/)).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('2 scans imported, 1 duplicate left out')).toBeVisible();

  await openStage(page, 'Data');
  await page.getByRole('button', { name: 'Edit classes' }).click();
  await page.getByLabel('Class', { exact: true }).selectOption('ring');
  await page.getByLabel('Merge into').selectOption('round');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('ring was merged into round.')).toBeVisible();
  await page.getByText('ring was merged into round.').locator('..').getByRole('button', { name: 'Undo' }).click();
  await page.reload();
  await page.getByLabel('Data set folders').setInputFiles(root);
  await expect(page.getByLabel('Name of class ring')).toHaveValue('ring');
});
