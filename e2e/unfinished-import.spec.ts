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

/** Presses Stop in the very change of the page that says that enough scans of every class are read. */
async function stopOnceRead(page: Page, scans: number): Promise<void> {
  await page.evaluate((enough) => {
    new MutationObserver((_, observer) => {
      const imported = Number(/([\d,]+) imported/.exec(document.body.innerText)?.[1]?.replace(',', '') ?? 0);
      const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Stop');
      if (imported < enough || !stop) return;
      observer.disconnect();
      stop.click();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, scans);
}

async function figureOf(page: Page, what: string): Promise<number> {
  const text = await page.locator('dl > div', { hasText: what }).first().locator('dd').textContent();
  return Number(text?.replace(',', ''));
}

test('an import that is stopped says in one line what it did not read, has as much of each class, and reads the rest', async ({
  page,
}) => {
  const perClass = 600;
  await page.goto('/');
  await page.getByLabel('Dataset folders').setInputFiles(folderOfShapes(perClass));
  await stopOnceRead(page, 64);
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  const report = page.getByRole('main').getByText('Stopped, and what was read is kept:');
  await expect(report).toBeVisible({ timeout: 120_000 });
  const [discs, squares] = [await figureOf(page, 'disc'), await figureOf(page, 'square')];
  const read = discs + squares;
  expect(read).toBeGreaterThanOrEqual(64);
  expect(read).toBeLessThan(2 * perClass);
  expect(Math.abs(discs - squares)).toBeLessThanOrEqual(64);
  const unread = (2 * perClass - read).toLocaleString('en');
  await expect(report).toContainText(`${unread} files not read`);
  await expect(page.getByText('not read', { exact: false })).toHaveCount(1);
  const said = page.getByText(`The import was stopped: ${read.toLocaleString('en')} of 1,200 read.`, { exact: true });
  await expect(said).toBeVisible();
  const rail = (stage: string) => page.getByRole('link', { name: stage });
  await expect(rail('Data')).toHaveAccessibleDescription(`${read.toLocaleString('en')} scans`);
  await expect(rail('Train')).toHaveAccessibleDescription('ready');
  await openStage(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();

  await openStage(page, 'Data');
  await page.getByRole('button', { name: 'Read the rest' }).click();
  await expect(rail('Data')).toHaveAccessibleDescription('1,200 scans', { timeout: 120_000 });
  await expect(page.getByText('The import was stopped')).toHaveCount(0);
  expect([await figureOf(page, 'disc'), await figureOf(page, 'square')]).toEqual([perClass, perClass]);
  await page.reload();
  await expect(rail('Data')).toHaveAccessibleDescription('1,200 scans');
  await expect(page.getByText(/The import was/)).toHaveCount(0);
});
