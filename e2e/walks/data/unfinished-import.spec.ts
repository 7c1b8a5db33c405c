import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test } from '../../axial.ts';
import { shapePng } from '../../pictures.ts';

/**
 * The kept note of an import that ended in the middle, as a crash leaves it.
 *
 * @param folder in the origin's private file system: where the files were dropped from
 */
async function cutOff(page: Page, files: number, read: number, folder = ''): Promise<void> {
  await page.evaluate(
    async ([all, done, from]) => {
      const root = await navigator.storage.getDirectory();
      const handles = from === '' ? null : [await root.getDirectoryHandle(from)];
      const answers = {
        ...{ leftOut: ['other'], looseClass: '', labelsFrom: null },
        ...{ patients: { from: 'nothing' }, volumes: null, columns: [] },
      };
      const sources = handles && { sources: { handles, answers } };
      return new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('axial');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('dataSet', 'readwrite');
          const store = tx.objectStore('dataSet');
          const reading = store.get('current');
          reading.onsuccess = () => {
            const classes = ['disc', 'square'].map((name) => ({ name, files: all / 2, read: done / 2 }));
            store.put(
              { ...reading.result, unfinished: { id: 'cut', step: 'running', classes, earlier: [], ...sources } },
              'current',
            );
          };
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      });
    },
    [files, read, folder] as const,
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

/** Puts pictures into a folder that a script of the page may read without asking. */
async function fillPrivateFolder(page: Page, name: string, pictures: Readonly<Record<string, Buffer>>): Promise<void> {
  const write = async ([folder, files]: readonly [string, readonly (readonly [string, string])[]]) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
    for (const [path, base64] of files) {
      const [inside = '', file = ''] = path.split('/');
      const handle = await (await root.getDirectoryHandle(inside, { create: true })).getFileHandle(file, {
        create: true,
      });
      const stream = await handle.createWritable();
      await stream.write(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
      await stream.close();
    }
  };
  const files = Object.entries(pictures).map(([path, bytes]) => [path, bytes.toString('base64')] as const);
  await page.evaluate(write, [name, files] as const);
}

test('where the browser keeps handles of what was dropped, the rest is read after a reload without another drop', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(10));
  const numbers = Array.from({ length: 16 }, (_, i) => i);
  const shapes = (['disc', 'square'] as const).flatMap((kind) =>
    numbers.map((i) => [`${kind}/${kind} (${i}).png`, shapePng(kind, i)] as const),
  );
  const leftOut = numbers.map((i) => [`other/${i}.png`, shapePng('disc', 100 + i)] as const);
  await fillPrivateFolder(page, 'shapes', Object.fromEntries([...shapes, ...leftOut]));
  await cutOff(page, 32, 20, 'shapes');

  await page.reload();
  const said = page.getByText('An import was interrupted: 20 of 32 read.', { exact: true });
  await expect(said).toBeVisible();
  await page.getByRole('button', { name: 'Read the rest' }).click();
  await expect(page.getByRole('link', { name: 'Data' })).toHaveAccessibleDescription('32 scans');
  await expect(said).toHaveCount(0);
  await expect(page.getByText('12 scans imported, 20 duplicates left out').first()).toBeVisible();
  expect([await figureOf(page, 'disc'), await figureOf(page, 'square')]).toEqual([16, 16]);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Data' })).toHaveAccessibleDescription('32 scans');

  await cutOff(page, 64, 32, 'shapes');
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('shapes', { recursive: true }));
  await page.reload();
  await page.getByRole('button', { name: 'Read the rest' }).click();
  await expect(
    page.getByText('shapes cannot be read any more. Drop the folder again to read the rest.').first(),
  ).toBeVisible();
});

/** Presses Stop in the very change of the page that says that enough scans of every class are read. */
async function stopOnceRead(page: Page, scans: number): Promise<void> {
  await page.evaluate((enough) => {
    new MutationObserver((_, observer) => {
      const imported = Number(/([\d,]+) imported/.exec(document.body.textContent)?.[1]?.replace(',', '') ?? 0);
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
  await page.getByLabel('Data set folders').setInputFiles(folderOfShapes(perClass));
  await stopOnceRead(page, 64);
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  const report = page.getByRole('main').getByText('Stopped, and what was read is saved:');
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
