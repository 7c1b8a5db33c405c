import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, sharedData, test, trainToTheEnd } from '../../axial.ts';
import { greyPng, shapePng } from '../../pictures.ts';

/** Opens a scan, goes to the other end of all scans and back, scrolls fast, shows one class. */
async function lookAround(page: Page): Promise<void> {
  const grid = page.getByRole('grid');
  const first = grid.getByRole('gridcell').first();
  await first.click();
  await expect(page.getByRole('dialog')).toBeVisible();
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

test('thousands of scans are imported, scrolled through and looked at without one long task of the page @shared-data', async ({
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
    const tx = db.transaction(['dataSet', 'packs', 'packedThumbnails', 'outcomes'], 'readwrite');
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
      tx.objectStore('outcomes').put(scans.map(({ path, className }) => ({ status: 'imported', path, className })));
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

test('fifty thousand scans open, scroll and are edited without a long task of the page', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try it with sample scans' })).toBeVisible();
  await storeScans(page, 50_000);
  await page.reload();
  await expect(page.getByRole('grid', { name: '50,000 scans' })).toBeVisible({ timeout: 120_000 });
  await lookAround(page);
  await expect(page.getByRole('grid', { name: '25,000 scans' })).toBeVisible();
  await page.getByRole('grid').getByRole('gridcell').first().click();
  await page.getByRole('button', { name: 'Exclude it' }).click();
  await expect(page.getByRole('grid', { name: '24,999 scans', includeHidden: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: /^Audit/ }).check({ force: true });
  await expect(page.getByRole('list', { name: 'Changes in force' })).toBeVisible();
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(page.getByText('No change is in force.')).toBeVisible();
});

/** A script of the page's own, as far as its tasks tell: what the test's scripts do is not counted as the page's. */
const CHOOSE = `globalThis.choose = (input) => input.dispatchEvent(new Event('change', { bubbles: true }));
//# sourceURL=/choose.js`;

/**
 * Gives an input for folders many files, and tells it so as the browser does, in a task of its own. The files are empty
 * and few, since each takes a moment to make: they are in the list again and again, under another path each time.
 *
 * @param table rows of a `labels.csv` beside them
 * @param pictures what is in some of the files: every fiftieth is one of these
 */
async function chooseFiles(
  page: Page,
  label: string,
  count: number,
  folders: readonly string[],
  { table = [], pictures = [] }: { readonly table?: readonly string[]; readonly pictures?: readonly Buffer[] } = {},
): Promise<void> {
  await page.evaluate(CHOOSE);
  const choose = (
    input: HTMLInputElement,
    asked: { count: number; folders: readonly string[]; table: readonly string[]; pictures: readonly string[] },
  ) => {
    let asks = 0;
    const nextPath = () => {
      asks += 1;
      return `${asked.folders[asks % asked.folders.length]}/scan (${(asks * 7919) % asked.count}).png`; // in no order
    };
    const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const contentOf = (i: number) => (i % 50 === 0 ? asked.pictures.slice((i / 50) % 7, ((i / 50) % 7) + 1) : []);
    const files = Array.from({ length: 500 }, (_, i) =>
      Object.defineProperty(new File(contentOf(i).map(bytesOf), 'scan.png'), 'webkitRelativePath', { get: nextPath }),
    );
    // A list of files that a script may make takes minutes for so many.
    const list = Array.from({ length: asked.count }, (_, i) => files[i % files.length]);
    if (asked.table.length > 0) list.push(new File([asked.table.join('\r\n')], 'labels.csv'));
    Object.defineProperty(input, 'files', { value: list });
    setTimeout((globalThis as unknown as { choose: (input: HTMLInputElement) => void }).choose, 0, input);
  };
  await page.getByLabel(label).evaluate(choose, {
    ...{ count, folders, table },
    pictures: pictures.map((picture) => picture.toString('base64')),
  });
}

/** Some of these among tens of thousands of empty files, so that the import lasts until it is stopped. */
const LARGE = Array.from({ length: 7 }, (_, i) => greyPng(768, 768, (x, y) => (x * y * (i + 3)) % 251));

test('fifty thousand files are reviewed and handed over without a long task of the page', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try it with sample scans' })).toBeVisible();
  const classes = ['glioma', 'no tumor', 'pituitary', '.git'];
  const folders = classes.flatMap((name) => [`MRI/Training/${name}`, `MRI/Testing/${name}`]);
  await chooseFiles(page, 'Data set folders', 50_000, folders, { pictures: LARGE });
  await expect(page.getByText('50,000 files found')).toBeVisible();
  await expect(page.getByText('12,500 files to be ignored')).toBeVisible();
  await expect(page.getByText('12,500 files', { exact: true })).toHaveCount(3);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped, and what was read is saved:')).toBeVisible();
});

test('a table of a hundred thousand rows is read and held against fifty thousand files without a long task of the page', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try it with sample scans' })).toBeVisible();
  const rows = Array.from({ length: 100_000 }, (_, i) => `scan (${i}).png,${i % 3 ? 'a' : 'b'},patient ${i >> 4}`);
  await chooseFiles(page, 'Data set folders', 50_000, ['MRI/images'], {
    table: ['file,class,patient', ...rows],
    pictures: LARGE,
  });
  await expect(page.getByText('50,000 rows without a file here.')).toBeVisible();
  await expect(page.getByText(/3,125 patients in 50,000 scans/)).toBeVisible();
  await page.getByText('From names of files').click();
  await page.getByLabel('Pattern of names').fill('scan ({patient})');
  await expect(page.getByText(/50,000 patients in 50,000 of 50,000 scans/)).toBeVisible();
  await page.getByText('From folders').click();
  await expect(page.getByText(/Only one class, images/)).toBeVisible();
  await page.getByText('From labels.csv').first().click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped, and what was read is saved:')).toBeVisible();
});

test('hundreds of folders are reviewed a few at a time, and said to be many, without a long task of the page', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try it with sample scans' })).toBeVisible();
  const folders = Array.from({ length: 400 }, (_, i) => `study/disease ${i}`);
  await chooseFiles(page, 'Data set folders', 8000, folders, { pictures: [shapePng('disc', 0)] });
  await expect(page.getByText('Each of these 400 folders would be a class.')).toBeVisible();
  const rows = page.getByRole('checkbox', { name: /^Use disease/ });
  await expect(rows).toHaveCount(24);
  await page.getByRole('button', { name: 'Show more of 400 classes' }).click();
  await expect(rows).toHaveCount(72);
  await page.getByLabel('Name of class disease 1', { exact: true }).fill('another');
  await expect(page.getByText('folder disease 1', { exact: true })).toBeVisible();
});

test('fifty thousand classified rows are sorted and saved without a long task of the page', async ({ page }) => {
  test.setTimeout(420_000);
  await page.goto('/');
  await importFolder(page, folderOfShapes(12));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  await openStage(page, 'Classify');
  const pictures = Array.from({ length: 7 }, (_, i) => shapePng(i % 2 ? 'disc' : 'square', i));
  await chooseFiles(page, 'Folder of scans', 50_000, ['new/a', 'new/b'], { pictures });
  await expect(page.getByRole('main').getByText('50,000 files', { exact: true })).toBeVisible({ timeout: 300_000 });
  const save = page.getByRole('button', { name: 'Download results (CSV)' });
  await expect(save).toBeEnabled({ timeout: 60_000 });
  const first = page.getByRole('table', { name: 'Results by file' }).locator('tbody tr[aria-rowindex="2"]');
  await page.getByRole('button', { name: /^Probability of/ }).click(); // 1000 of them have one
  await expect(first).toContainText(/disc|square/);
  await page.getByRole('button', { name: /^File/ }).click();
  await expect(first).toContainText('scan (0).png');
  await page.getByRole('button', { name: /^File/ }).click();
  await expect(first).toContainText('scan (49999).png');
  const downloading = page.waitForEvent('download');
  await save.click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  expect(csv.split('\r\n').length).toBe(50_002);
});
