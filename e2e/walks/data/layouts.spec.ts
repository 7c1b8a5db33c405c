import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { expect, openStage, openTestSet, test, trainToTheEnd } from '../../axial.ts';
import { shapePng } from '../../pictures.ts';

// Public data sets as they lie on people's disks: the walks of their imports.

type Files = Record<string, Uint8Array>;

const scan = (kind: 'disc' | 'square', index: number): Uint8Array => new Uint8Array(shapePng(kind, index));

async function choose(page: Page, files: Files): Promise<void> {
  await page.goto('/');
  const buffer = Buffer.from(zipSync(files));
  await page.getByLabel('Data set files').setInputFiles({ name: 'archive.zip', mimeType: 'application/zip', buffer });
}

/** An array of bytes as NumPy saves it (numpy.lib.format, version 1). */
function npyOf(shape: readonly number[], cells: Uint8Array): Uint8Array {
  const dict = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = Buffer.alloc(128, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(128 - 10, 8);
  header.write(dict, 10);
  header.write('\n', 127);
  return Buffer.concat([header, cells]);
}

async function importIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Delete data set' })).toBeVisible();
}

test('a set that comes split is trained and tested as it came, and its leak is said', async ({ page }) => {
  const files: Files = {};
  for (let i = 0; i < 20; i++) {
    files[`set/Training/disc/${i}.png`] = scan('disc', i);
    files[`set/Training/square/${i}.png`] = scan('square', i);
  }
  for (let i = 0; i < 6; i++) {
    files[`set/Testing/disc/${i}.png`] = scan('disc', 30 + i);
    files[`set/Testing/square/${i}.png`] = scan('square', 30 + i);
  }
  await choose(page, files);
  await expect(page.getByText('The set comes split: 40 training, 12 test.')).toBeVisible();
  await importIt(page);
  await trainToTheEnd(page, { Preset: 'Course CNN', 'Input size': '64', Epochs: '1', Split: 'The set’s own' });
  await openTestSet(page);
  await expect(page.getByText('On 12 test scans of the set’s own test.')).toBeVisible();
  await openStage(page, 'Models');
  await expect(page.getByText(/12 test; the set’s own split, /)).toBeVisible();
});

test('masks beside the images are set aside with their number', async ({ page }) => {
  const files: Files = {};
  for (let i = 0; i < 4; i++) {
    for (const [name, kind] of [
      ['benign', 'disc'],
      ['normal', 'square'],
    ] as const) {
      files[`BUSI/${name}/${name} (${i}).png`] = scan(kind, i);
      files[`BUSI/${name}/${name} (${i})_mask.png`] = scan(kind, 40 + i);
    }
  }
  await choose(page, files);
  await expect(page.getByText('8 masks are set aside: they are not scans.')).toBeVisible();
  await expect(page.getByText('The viewer shows them over their images.')).toBeVisible();
  await importIt(page);
  await expect(page.getByText('8 scans imported, 8 ignored').first()).toBeVisible();
  await page.getByRole('gridcell').first().click();
  await page.getByRole('button', { name: 'Mask' }).click();
  await expect(page.getByRole('region', { name: 'Mask' }).getByText('marked', { exact: true })).toBeVisible();
});

test('the class can be another folder than the innermost', async ({ page }) => {
  const files: Files = {};
  for (const [name, kind] of [
    ['benign', 'disc'],
    ['malignant', 'square'],
  ] as const)
    for (let patient = 0; patient < 4; patient++)
      for (const [place, zoom] of ['40X', '100X'].entries())
        files[`slides/${name}/${name} ${patient}/${zoom}/1.png`] = scan(kind, 4 * patient + place);
  await choose(page, files);
  await expect(page.getByLabel('Name of class benign')).toHaveValue('benign');
  await expect(page.getByText('The class of a scan is the folder chosen below.')).toBeVisible();
  const level = page.getByLabel('The class is the folder');
  await level.selectOption({ label: '40X, 100X (innermost)' });
  await expect(page.getByLabel('Name of class 40X')).toHaveValue('40X');
  await level.selectOption({ label: 'benign, malignant' });
  await importIt(page);
  await expect(page.getByText('16 scans imported').first()).toBeVisible();
});

test('a table with a column for each class says the classes; stray folders are left out with a reason', async ({
  page,
}) => {
  const files: Files = {
    'truth.csv': strToU8(
      ['image,MEL,NV', ...Array.from({ length: 8 }, (_, i) => `I_${i},${i % 2 ? '1.0,0.0' : '0.0,1.0'}`)].join('\n'),
    ),
  };
  for (let i = 0; i < 8; i++) files[`input/I_${i}.png`] = scan(i % 2 ? 'disc' : 'square', i);
  await choose(page, files);
  await expect(page.getByText('Its columns MEL, NV are one class each.')).toBeVisible();
  await expect(page.getByLabel('Name of class MEL')).toHaveValue('MEL');
  await page.getByRole('button', { name: 'Cancel' }).click();

  const br35: Files = {};
  for (let i = 0; i < 3; i++) {
    br35[`a/yes/${i}.png`] = scan('disc', i);
    br35[`a/no/${i}.png`] = scan('square', i);
    br35[`a/pred/${i}.png`] = scan('disc', 10 + i);
    br35[`a/Mask-RCNN/TRAIN/${i}.png`] = scan('disc', 20 + i);
  }
  await choose(page, br35);
  await expect(page.getByLabel('Use yes')).toBeChecked();
  await expect(page.getByLabel('Use pred')).not.toBeChecked();
  await expect(page.getByText('Not used: its name says that its images have no label.')).toBeVisible();
  await expect(page.getByText('Not used: the name of a subset, with no class folder inside it.')).toBeVisible();
  await importIt(page);
  await expect(page.getByText('6 scans imported, 6 ignored').first()).toBeVisible();
});

test('a NumPy archive of images and labels is a set that comes split, and one of objects is refused', async ({
  page,
}) => {
  const side = 28;
  const files: Files = {};
  for (const [part, count] of [
    ['train', 12],
    ['val', 4],
    ['test', 8],
  ] as const) {
    const cells = Uint8Array.from({ length: count * side * side }, (_, i) => {
      const [image, x, y] = [Math.floor(i / side / side), i % side, Math.floor(i / side) % side];
      return image % 2 === 0 ? (x * 9 + image * 5 + part.length) % 256 : (y * 9 + image * 5 + part.length) % 256;
    });
    files[`${part}_images.npy`] = npyOf([count, side, side], cells);
    files[`${part}_labels.npy`] = npyOf(
      [count, 1],
      Uint8Array.from({ length: count }, (_, i) => i % 2),
    );
  }
  await page.goto('/');
  const take = (name: string, content: Uint8Array) =>
    page
      .getByLabel('Data set files')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  const objects = Buffer.from(npyOf([2], new Uint8Array(2))).toString('latin1');
  await take(
    'objects.npz',
    zipSync({ 'images.npy': Buffer.from(objects.replace("'|u1'", "'|O'").replace(', }', ', }  '), 'latin1') }),
  );
  await expect(page.getByText(/objects.npz: This NumPy array holds Python objects/)).toBeVisible();
  await take('mnist.npz', zipSync(files));
  await expect(page.getByText('The set comes split: 12 training, 4 validation, 8 test.')).toBeVisible();
  await expect(page.getByLabel('Name of class 0')).toHaveValue('0');
  await expect(page.getByText('24 files found.')).toBeVisible();
  await importIt(page);
  await expect(page.getByText('24 scans imported').first()).toBeVisible();
});

test('slices that a table names by their patient and their number are labelled', async ({ page }) => {
  const files: Files = {};
  const rows = ['PatientNumber,SliceNumber,diagnosis'];
  for (const [patient, kind] of [[49, 'disc'] as const, [50, 'square'] as const])
    for (let slice = 1; slice <= 6; slice++) {
      files[`ct/Patients/0${patient}/brain/${slice}.png`] = scan(kind, slice);
      rows.push(`${patient},${slice},${kind === 'disc' ? 'stroke' : 'none'}`);
    }
  files['ct/labels.csv'] = strToU8(rows.join('\n'));
  await choose(page, files);
  await expect(page.getByText('labels.csv has rows for 12 of 12 files.')).toBeVisible();
  await page.getByText('Columns of labels.csv').click();
  await expect(page.getByLabel('Folder of the file')).toHaveValue('0');
  await importIt(page);
  await expect(page.getByText('12 scans imported').first()).toBeVisible();
  await expect(page.getByText('stroke').first()).toBeVisible();
});

test('classes in the names of files are offered, and taken when they are chosen', async ({ page }) => {
  const files: Files = {};
  for (let i = 0; i < 5; i++) {
    files[`train/cat.${i}.png`] = scan('disc', i);
    files[`train/dog.${i}.png`] = scan('square', i);
  }
  await choose(page, files);
  await expect(page.getByText('The names of 10 of 10 files begin with cat or dog.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  const offer = page.getByText('Choose them as labels if they are the classes.');
  await expect(offer).toBeVisible();
  await page.getByText('From the file name').click();
  await expect(offer).toBeHidden();
  await expect(page.getByText('The class of a scan is what the file name says.')).toBeVisible();
  await importIt(page);
  await expect(page.getByText('10 scans imported').first()).toBeVisible();
});
