import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test } from './axial.ts';

/** The kept note of an import that ended in the middle, as a crash leaves it. */
async function cutOff(page: Page, files: number, read: number): Promise<void> {
  await page.evaluate(
    ([all, done]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('axial');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('dataSet', 'readwrite');
          const store = tx.objectStore('dataSet');
          const reading = store.get('current');
          reading.onsuccess = () => {
            const classes = ['disc', 'square'].map((name) => ({ name, files: all / 2, read: done / 2 }));
            store.put(
              { ...reading.result, unfinished: { id: 'cut', step: 'running', classes, earlier: [] } },
              'current',
            );
          };
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [files, read] as const,
  );
}

test('an import that a crash cut off is said to be so, until the rest was read or done without', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(10));
  await cutOff(page, 32, 20);

  await page.reload();
  const said = page.getByText('An import was interrupted: 20 of 32 read. Drop the folder again to read the rest');
  await expect(said).toBeVisible();
  await expect(page.getByRole('link', { name: 'Data' })).toHaveAccessibleDescription('20 of 32 read');
  await openStage(page, 'Train');
  await expect(said).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();

  await importFolder(page, folderOfShapes(16));
  await expect(said).toHaveCount(0);
  await expect(page.getByText('12 scans imported, 20 duplicates left out').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Data' })).toHaveAccessibleDescription('32 scans');

  await cutOff(page, 64, 32);
  await page.goto('/#train');
  await page.reload();
  await page.getByRole('button', { name: 'Continue with these scans' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});
