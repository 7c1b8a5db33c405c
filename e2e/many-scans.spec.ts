import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, sharedData, test } from './axial.ts';

/** Opens a scan, goes to the other end of all scans and back, scrolls fast, shows one class. */
async function lookAround(page: Page): Promise<void> {
  const grid = page.getByRole('grid');
  const first = grid.getByRole('gridcell').first();
  await first.click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await first.focus();
  await page.keyboard.press('End');
  await expect(grid.locator(':focus')).toBeVisible();
  await page.keyboard.press('Home');
  await page.mouse.move(700, 500);
  for (let i = 0; i < 40; i++) await page.mouse.wheel(0, 5000);
  await page.getByText('Class shown').locator('xpath=..').getByRole('radio').nth(1).check({ force: true });
  await expect(first).toBeVisible();
}

test('thousands of scans are imported, scrolled through and looked at without one long task of the page', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const scans = sharedData('scans');
  if (!scans) console.log('The real scans are not here: this walk uses 1200 drawn ones.');
  await page.goto('/');
  await importFolder(page, scans ?? folderOfShapes(600));
  await lookAround(page);
  for (const stage of ['Train', 'Evaluate', 'Classify', 'Models', 'Data'] as const) await openStage(page, stage);
  await page.reload();
  await expect(page.getByRole('grid').getByRole('gridcell').first()).toBeVisible();
});

/** Writes scans as an import keeps them, without the files, which nobody asks for here. */
async function storeScans(page: Page, count: number): Promise<void> {
  const write = async (scanCount: number) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('axial');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const tx = db.transaction(['dataSet', 'packs', 'packedThumbnails'], 'readwrite');
    tx.objectStore('dataSet').put({ name: 'Many', synthetic: false, classes: ['Healthy', 'Tumour'] }, 'current');
    const scanOf = (i: number) => ({
      sha256: i.toString(16).padStart(64, '0'),
      name: `scan (${i}).jpg`,
      path: `${i % 2 ? 'Tumour' : 'Healthy'}/scan (${i}).jpg`,
      className: i % 2 ? 'Tumour' : 'Healthy',
      format: 'jpeg',
      width: 200 + (i % 99),
      height: 300,
      bytes: 12_345,
      fingerprint: {
        grey: Uint8Array.from({ length: 256 }, (_, k) => (i * (k + 7)) % 251),
        differenceHash: Uint32Array.from({ length: 8 }, (_, k) => ((i >> k) & 1 ? 0xffffffff : Math.imul(i, k + 3))),
      },
    });
    const pixels = Uint8Array.from({ length: 96 * 96 }, (_, k) => k % 251);
    const thumbnail = { width: 96, height: 96, channels: 1, pixels };
    for (let number = 0; number * 50 < scanCount; number++) {
      const scans = Array.from({ length: 50 }, (_, k) => scanOf(number * 50 + k));
      const sha256s = scans.map(({ sha256 }) => sha256);
      tx.objectStore('packs').put({ number, sha256s, scans, ends: scans.map((_, k) => (k + 1) * 12_345) }, number);
      tx.objectStore('packedThumbnails').put(
        scans.map(() => thumbnail),
        number,
      );
    }
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    db.close();
  };
  await page.evaluate(write, count);
}

test('fifty thousand scans open, and scroll without a long task of the page', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try it with sample scans' })).toBeVisible();
  await storeScans(page, 50_000);
  await page.reload();
  await expect(page.getByRole('grid', { name: '50,000 scans' })).toBeVisible({ timeout: 120_000 });
  await lookAround(page);
  await expect(page.getByRole('grid', { name: '25,000 scans' })).toBeVisible();
});
