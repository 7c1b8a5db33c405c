import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Page } from '@playwright/test';
import { DRAWN_DATA, expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../../axial.ts';
import { greyPng, shapePng } from '../../pictures.ts';

/** A PNG whose header claims 10,000 x 10,000 pixels. */
function hundredMegapixels(): Buffer {
  const png = greyPng(16, 16, () => 100);
  png.writeUInt32BE(10_000, 16);
  png.writeUInt32BE(10_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29); // of 'IHDR' and its 13 bytes
  return png;
}

async function expectTrainingRefused(page: Page, reason: RegExp): Promise<void> {
  await openStage(page, 'Train');
  await expect(page.getByText(reason).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
}

test('bad files are refused one by one, in words and by class, and the good ones are taken in', async ({ page }) => {
  const root = folderOfShapes(6);
  const disc = (name: string, content: Buffer | string) => writeFileSync(join(root, 'disc', name), content);
  disc('truncated.png', shapePng('disc', 50).subarray(0, 200));
  disc('page.jpg', '<!doctype html><title>Not a picture</title>');
  disc('huge.png', hundredMegapixels());
  disc('empty.jpg', '');
  disc('really a png.jpg', shapePng('disc', 51));
  disc('copy.png', shapePng('disc', 0));
  disc('.DS_Store', 'x');
  writeFileSync(join(root, 'metadata.csv'), 'image,class\n');
  const deep = join(root, 'a', 'b', 'c', 'd', 'square');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'deep.png'), shapePng('square', 52));

  await page.goto('/');
  await importFolder(page, root);
  await expect(page.getByText(/14 scans/).first()).toBeVisible(); // 6 + 6, the misnamed PNG, the one five folders deep
  await expect(page.getByText('14 scans imported, 1 duplicate left out, 4 files refused, 2 ignored')).toBeVisible();
  for (const name of ['truncated.png', 'page.jpg', 'huge.png', 'empty.jpg']) {
    await expect(page.getByText(`disc/${name}`).first()).toBeVisible();
  }
  await page.getByText('2 ignored', { exact: true }).click();
  await expect(page.getByText('metadata.csv').first()).toBeVisible();
  await expect(page.getByText(/megapixel/i).first()).toBeVisible();
});

test('every hostile file ends with an outcome, and nothing is asked of the network', async ({ page }) => {
  const root = folderOfShapes(4);
  cpSync(join(DRAWN_DATA, 'hostile'), root, { recursive: true });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto('/');
  await importFolder(page, root);
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /refused/i })
      .first(),
  ).toBeVisible();
  expect(dialogs).toEqual([]);
});

test('one class, or a class of two scans, is explained before any training', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-one-class-'));
  mkdirSync(join(root, 'disc'));
  for (let i = 0; i < 8; i++) writeFileSync(join(root, 'disc', `${i}.png`), shapePng('disc', i));
  await page.goto('/');
  await page.getByLabel('Data set folders').setInputFiles(root);
  await expect(page.getByRole('status').filter({ hasText: /only one class, disc/i })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();

  mkdirSync(join(root, 'square'));
  for (let i = 0; i < 2; i++) writeFileSync(join(root, 'square', `${i}.png`), shapePng('square', i));
  await importFolder(page, root);
  await expectTrainingRefused(page, /square/);
});

test('a folder without pictures is explained and changes nothing', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-no-pictures-'));
  writeFileSync(join(root, '.DS_Store'), 'x');
  await page.goto('/');
  await page.getByLabel('Data set folders').setInputFiles(root);
  await expect(page.getByText(/these files hold no image/i).first()).toBeVisible();
});

test('a broken or hostile model file is refused in words', async ({ page }) => {
  await page.goto('/#models');
  const zip = { name: 'model.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004 this is no zip') };
  await page.getByLabel('Model file').setInputFiles(zip);
  await expect(page.getByText(/model\.zip|zip/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download model' })).toHaveCount(0);
});

test('storage that is full stops the import in words and keeps what fitted', async ({ page, context, baseURL }) => {
  const devtools = await context.newCDPSession(page);
  await page.goto('/');
  const origin = new URL(baseURL ?? '').origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_500_000 });
  const root = mkdtempSync(join(tmpdir(), 'axial-large-'));
  for (const name of ['a', 'b']) {
    mkdirSync(join(root, name));
    for (let i = 0; i < 100; i++) {
      // Noise does not compress: about 64 kB each.
      const noise = greyPng(
        256,
        256,
        (x, y) => (Math.imul(x * 7919 + y * 104_729 + i * 31 + (name === 'a' ? 1 : 2), 2_654_435_761) >>> 24) & 255,
      );
      writeFileSync(join(root, name, `${i}.png`), noise);
    }
  }
  await page.getByLabel('Data set folders').setInputFiles(root);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(/no room left/i).first()).toBeVisible({ timeout: 60_000 });

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await expect(page.getByRole('link', { name: /Data/ }).first()).toBeVisible();
});

test('a second tab says so, and takes over when asked', async ({ page, context }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  const second = await context.newPage();
  await second.goto('/');
  await second.getByRole('button', { name: 'Use it here' }).click();
  await openStage(second, 'Data');
  await expect(second.getByText(/8 scans/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use it here' })).toBeVisible();
});

test('a newer version that another tab opened is told, not waited for in silence', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  await page.evaluate(() => void indexedDB.open('axial', 999)); // as that tab would
  await expect(page.getByText(/newer version of Axial was opened in another tab: reload this page/i)).toBeVisible();
});

test('a model for other classes than the data set says so', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  await openStage(page, 'Data');
  await page.getByRole('button', { name: 'Delete data set' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /delete/i })
    .click();
  const other = mkdtempSync(join(tmpdir(), 'axial-other-'));
  for (const [name, kind] of [
    ['healthy', 'disc'],
    ['tumour', 'square'],
  ] as const) {
    mkdirSync(join(other, name));
    for (let i = 0; i < 4; i++) writeFileSync(join(other, name, `${i}.png`), shapePng(kind, i));
  }
  await importFolder(page, other);
  await openStage(page, 'Classify');
  await expect(page.getByText(/other classes/i).first()).toBeVisible();
});
