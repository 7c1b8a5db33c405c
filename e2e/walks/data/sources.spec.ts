import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import {
  DRAWN_DATA,
  expect,
  folderOfShapes,
  importFolder,
  needSharedData,
  openStage,
  test,
  trainToTheEnd,
} from '../../axial.ts';
import { greyPng, niftiVolume, shapePng } from '../../pictures.ts';

type Packed = Readonly<Record<string, Uint8Array>>;

/** Nothing but our own files, and nothing once they are there. */
function watchRequests(page: Page): () => string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) asked.push(`${request.method()} ${request.url()}`);
  });
  return () => asked.filter((line) => !line.startsWith(`GET ${new URL(page.url()).origin}/`));
}

/** Lets files go over the page, as from a folder of the desktop. */
async function drop(page: Page, files: Packed): Promise<void> {
  const transfer = await page.evaluateHandle(
    (held) => {
      const data = new DataTransfer();
      for (const [name, base64] of held) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.locator('main').dispatchEvent(type, { dataTransfer: transfer });
  }
}

async function imported(page: Page, counts: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Delete data set' })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(counts).first()).toBeVisible();
}

async function expectPatients(page: Page, count: string): Promise<void> {
  const figure = page.locator('dl > div').filter({ hasText: 'patients' });
  await expect(figure.locator('dd')).toHaveText(count);
}

/** As Kaggle packs the set: nested folders beside the table of its own. */
function kaggleZip(perClass: number): Uint8Array {
  const root = 'Brain Tumor Data Set';
  const rows = [',image,class,format,mode,shape'];
  const files: Record<string, Uint8Array> = {};
  for (let i = 0; i < perClass; i++) {
    files[`${root}/${root}/Brain Tumor/Cancer (${i + 1}).png`] = shapePng('disc', i);
    files[`${root}/${root}/Healthy/Not Cancer  (${i + 1}).png`] = shapePng('square', i);
    rows.push(`${2 * i},Cancer (${i + 1}).png,tumor,PNG,L,"(64, 64)"`);
    rows.push(`${2 * i + 1},Not Cancer  (${i + 1}).png,normal,PNG,L,"(64, 64)"`);
  }
  files['metadata.csv'] = strToU8(rows.join('\n'));
  files[`__MACOSX/${root}/._x`] = strToU8('x');
  return zipSync(files);
}

test("Kaggle's archive.zip is dropped as it is, and its table agrees with the folders", async ({ page }) => {
  await page.goto('/');
  const strangers = watchRequests(page);
  await drop(page, { 'archive.zip': kaggleZip(10) });
  await expect(page.getByText('22 files found')).toBeVisible();
  await expect(page.getByText(/It agrees with the folders on all 20 files/)).toBeVisible();
  await expect(page.getByText('its ‘tumor’ is the folder Brain Tumor')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'From folders' })).toBeChecked();
  await expect(page.getByLabel('Name of the data set')).toHaveValue('Brain Tumor Data Set');
  await imported(page, '20 scans imported, 2 ignored');
  await expect(page.getByRole('heading', { name: 'Brain Tumor Data Set' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('grid', { name: '20 scans' })).toBeVisible();
  expect(strangers()).toEqual([]);
});

test('zips of classes, one of them broken, come together with chosen files', async ({ page }) => {
  await page.goto('/');
  const discs = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`${i}.png`, shapePng('disc', i)]));
  const squares = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`deep/${i}.png`, shapePng('square', i)]));
  const file = (name: string, content: Uint8Array) => ({
    name,
    mimeType: 'application/zip',
    buffer: Buffer.from(content),
  });
  await page
    .getByLabel('Data set files')
    .setInputFiles([
      file('disc.zip', zipSync(discs)),
      file('square.zip', zipSync({ ...squares, 'inner.zip': strToU8('PK') })),
      file('broken.zip', strToU8('PK, and no more')),
    ]);
  await expect(page.getByText('10 files found')).toBeVisible();
  await page.getByText('2 files to be ignored').click();
  await expect(page.getByText('square/inner.zip')).toBeVisible();
  await expect(page.getByText(/no zip, or one that was cut short/)).toBeVisible();
  await page.getByLabel('Name of class deep').fill('square');
  await imported(page, '8 scans imported, 2 ignored');
});

test('a zip of real scans is imported whole @shared-data', async ({ page }) => {
  const scans = needSharedData('scans');
  const files: Record<string, Uint8Array> = {};
  for (const name of ['Brain Tumor', 'Healthy']) {
    for (const scan of readdirSync(join(scans, name)).slice(0, 60))
      files[`archive/${name}/${scan}`] = readFileSync(join(scans, name, scan));
  }
  files['metadata.csv'] = readFileSync(join(scans, 'metadata.csv'));
  const root = mkdtempSync(join(tmpdir(), 'axial-zip-'));
  writeFileSync(join(root, 'archive.zip'), zipSync(files, { level: 0 }));
  await page.goto('/');
  await page.getByLabel('Data set files').setInputFiles(join(root, 'archive.zip'));
  await expect(page.getByText(/It agrees with the folders on all 120 files/)).toBeVisible();
  await imported(page, /^1[012]\d scans imported/);
});

/** Pictures in one folder, and a table that says what they are and of whom. */
function folderWithTable(): string {
  const root = mkdtempSync(join(tmpdir(), 'axial-table-'));
  mkdirSync(join(root, 'images'));
  const lines = ['\uFEFFImage path;Diagnosis;Patient ID'];
  for (let i = 0; i < 24; i++) {
    const kind = i % 2 ? 'disc' : 'square';
    writeFileSync(join(root, 'images', `scan ${i}.png`), shapePng(kind, i));
    lines.push(`"..\\data\\images\\scan ${i}.png";${kind};Mr. ${Math.floor(i / 3)}`);
  }
  writeFileSync(join(root, 'images', 'nobody.png'), shapePng('disc', 90));
  lines.push('"..\\data\\images\\gone.png";disc;Mr. 99');
  writeFileSync(join(root, 'labels.csv'), lines.join('\r\n'));
  return root;
}

test('a table says the classes and the patients', async ({ page }) => {
  await page.goto('/');
  const strangers = watchRequests(page);
  await page.getByLabel('Data set folders').setInputFiles(folderWithTable());
  await expect(page.getByText(/labels\.csv has rows for 24 of 25 files/)).toBeVisible();
  await expect(page.getByText(/1 row without a file here/)).toBeVisible();
  await expect(page.getByText(/8 patients in 24 scans/)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'From labels.csv' }).first()).toBeChecked();
  await imported(page, '24 scans imported, 2 ignored');
  await expectPatients(page, '8');
  expect(strangers()).toEqual([]);
});

test('patients are found in the names of files, and a pattern of one’s own is counted at once', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-names-'));
  for (const kind of ['disc', 'square'] as const) {
    mkdirSync(join(root, kind));
    for (let i = 0; i < 12; i++) {
      const patient = `patient${kind === 'disc' ? 1 : 2}${i >> 2}`;
      writeFileSync(join(root, kind, `${patient}_slice${i % 4}.png`), shapePng(kind, i));
    }
  }
  await page.goto('/');
  await page.getByLabel('Data set folders').setInputFiles(root);
  await expect(page.getByText('6 patients in 24 of 24 scans')).toBeVisible();
  await page.getByLabel('Pattern of names').fill('*{slice#}');
  await expect(page.getByText('4 patients in 24 of 24 scans')).toBeVisible();
  await page.getByLabel('Pattern of names').fill('no braces');
  await expect(page.getByText('Put braces around what tells the patient')).toBeVisible();
  await page.getByRole('button', { name: '{patient#}* 6 patients' }).click();
  await imported(page, '24 scans imported');
  await expectPatients(page, '6');
});

test('a DICOM series and a volume beside pictures are imported as slices that belong together', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-slices-'));
  cpSync(join(DRAWN_DATA, 'dicom/series'), join(root, 't1'), { recursive: true });
  const [first = ''] = readdirSync(join(root, 't1')).sort();
  cpSync(join(root, 't1', first), join(root, 't1', basename(first, '.dcm')));
  mkdirSync(join(root, 'pet'));
  cpSync(join(DRAWN_DATA, 'nifti/RAS.nii.gz'), join(root, 'pet', 'RAS.nii.gz'));
  await page.goto('/');
  await page.getByLabel('Data set folders').setInputFiles(root);
  await page.getByText('Coronal', { exact: true }).click();
  await page.getByLabel('From', { exact: true }).fill('50');
  await page.getByLabel('To', { exact: true }).fill('60');
  // 12 of the series, and of 26 coronal slices those whose middles lie between 13 and 15.6: places 13 to 15.
  await imported(page, '15 scans imported, 1 duplicate left out');
  await expectPatients(page, '1'); // the head of one person; of the volume nobody knows
});

test('a zip and chosen slices of a volume are classified, rows open their own scans, a model in a zip is told from scans', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(12));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  await openStage(page, 'Classify');
  const zip = zipSync({
    'a.png': greyPng(40, 30, () => 90),
    'labels.csv': strToU8('file,class'),
    'inner.zip': strToU8('PK'),
    'z.png': greyPng(50, 60, (x) => x),
  });
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/zip', buffer });
  await page.getByLabel('Scans to classify').setInputFiles([file('new.zip', Buffer.from(zip))]);
  await expect(page.getByText(/an archive within the archive/)).toBeVisible();
  await expect(page.getByText(/It is a table, not an image/)).toBeVisible();
  for (const [name, size] of [
    ['a.png', '40 × 30 pixels'],
    ['z.png', '50 × 60 pixels'],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click();
    const viewer = page.getByRole('dialog', { name: `new/${name}` });
    await expect(viewer.getByText(size).first()).toBeVisible();
    await expect(viewer.locator('canvas').first()).toBeVisible();
    await page.keyboard.press('Escape');
  }

  await page.getByLabel('Scans to classify').setInputFiles([file('head.nii', niftiVolume(40, 48, 36))]);
  const table = page.getByRole('table', { name: 'Results by file' });
  await expect(table).toHaveAttribute('aria-rowcount', '37');
  await page.getByText('Slices of volumes: all axial slices').click();
  await page.getByText('Sagittal', { exact: true }).click();
  await page.getByLabel('From', { exact: true }).fill('50');
  await page.getByRole('button', { name: 'Look at these instead' }).click();
  await expect(page.getByText('Slices of volumes: the sagittal slices from 50 to 100 %')).toBeVisible();
  await expect(page.getByText('20 results of 1 file')).toBeVisible();
  await expect(table).toHaveAttribute('aria-rowcount', '21'); // of 40
  await page.getByRole('button', { name: 'head.nii [20]' }).click();
  const slice = page.getByRole('dialog', { name: 'head.nii [20]' });
  await expect(slice.getByText('48 × 36 pixels').first()).toBeVisible();
  await expect(slice.getByText('sagittal', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await openStage(page, 'Models');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download model' }).first().click();
  const model = readFileSync(await (await downloading).path());
  await openStage(page, 'Data');
  await page.getByLabel('Data set files').setInputFiles([file('archive.zip', model)]);
  await expect(page.getByText(/^You have this model already/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Models' })).toBeVisible();
});
