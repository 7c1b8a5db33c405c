import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { DICOM_SAMPLES } from '../../../src/decoding/formats/dicom/dicomSamples.fixture.ts';
import { handmadeDicom } from '../../../src/decoding/formats/dicom/handmadeDicom.fixture.ts';
import { expect, importFolder, openStage, test, trainToTheEnd } from '../../axial.ts';

/** One of each kind of packing, each in its own file: the decoders of all of them are asked for. */
const KINDS = [
  ...['deflated', 'RLE, RGB', 'JPEG baseline', 'JPEG extended, 12 bits', 'JPEG lossless, RGB', 'JPEG-LS, signed'],
  ...['JPEG 2000, lossy', 'High-Throughput JPEG 2000, RGB', 'three frames'],
];

test('DICOM files of every packing are taken in under the policy of the page, with files of this site alone', async ({
  page,
}) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-dicom-'));
  for (const [index, kind] of KINDS.entries()) {
    const folder = join(root, index % 2 === 0 ? 'a' : 'b');
    mkdirSync(folder, { recursive: true });
    const bytes = DICOM_SAMPLES.find(({ name }) => name === kind)?.bytes ?? '';
    writeFileSync(join(folder, `${kind}.dcm`), bytes);
  }
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/');
  await importFolder(page, root);
  // Three hold the same colours without loss, and the deflated one the first of three frames.
  await expect(page.getByText('8 scans imported, 3 duplicates left out')).toBeVisible();
  expect(errors).toEqual([]);
  const own = new URL(page.url()).origin;
  expect(asked.filter((url) => !url.startsWith(own) && !url.startsWith('blob:'))).toEqual([]);
});

test('pixels that are wider than high are kept and drawn so, and read where they are drawn', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-spacing-'));
  for (const [folder, kind] of [
    ['a', 'enhanced MR'],
    ['b', '8 bits'],
  ] as const) {
    mkdirSync(join(root, folder));
    const bytes = DICOM_SAMPLES.find(({ name }) => name === kind)?.bytes ?? '';
    writeFileSync(join(root, folder, `${kind}.dcm`), bytes);
  }
  await page.goto('/');
  await importFolder(page, root);
  await page.reload(); // what is seen now was kept
  await page.getByRole('gridcell', { name: 'enhanced MR.dcm' }).first().click();
  await expect(page.getByText('0.5 mm high, 0.75 mm wide')).toBeVisible();
  const stage = page.getByRole('application');
  const box = await stage.boundingBox();
  if (!box) throw new Error('no stage');
  // 20 x 18 pixels are as large as 30 x 18 squares.
  const side = Math.min(box.width / 30, box.height / 18);
  const corner = { x: box.width / 2 + 15 * side, y: box.height / 2 + 9 * side };
  await stage.hover({ position: { x: corner.x - 0.5 * side, y: corner.y - 0.5 * side } });
  await expect(page.getByText(/^x 19, y 17: \d+$/)).toBeVisible();
  await stage.hover({ position: { x: corner.x - 2 * side, y: corner.y - 1.5 * side } });
  await expect(page.getByText(/^x 18, y 16: \d+$/)).toBeVisible();
});

const SIDE = 16;
/** Slices of patients with a bright bar across or along, whose place, width and light are the patient's own. */
function slice(isAcross: boolean, patient: number, number: number): Uint8Array<ArrayBuffer> {
  const stored = Array.from({ length: SIDE * SIDE }, (_, i) => {
    const along = isAcross ? Math.floor(i / SIDE) : i % SIDE;
    const inBar = Math.abs(along - 5 - (patient % 5)) <= 1 + (number % 2);
    return (inBar ? 900 + 10 * patient : 100) + number + ((i * 7) % 13);
  });
  const texts = { id: `${isAcross ? 'A' : 'B'}${patient}`, study: `1.2.${isAcross ? 1 : 2}.${patient}` };
  return handmadeDicom({ ...texts, number: String(number), center: '600', width: '1200' }, { stored, bits: 16 });
}

test('a zip of DICOM slices of patients becomes a data set, a model, a verdict on a file from the disk, and a package that knows the slices', async ({
  page,
}) => {
  const files = [true, false].flatMap((isAcross) =>
    Array.from({ length: 12 }, (_, patient) =>
      [0, 1].map((number) => [
        `${isAcross ? 'across/A' : 'along/B'}${patient}/${number}.dcm`,
        slice(isAcross, patient, number),
      ]),
    ).flat(),
  );
  const root = mkdtempSync(join(tmpdir(), 'axial-dicom-zip-'));
  writeFileSync(join(root, 'slices.zip'), zipSync(Object.fromEntries(files)));
  await page.goto('/');
  await openStage(page, 'Data');
  await page.getByLabel('Data set files').setInputFiles(join(root, 'slices.zip'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('48 scans', { exact: true })).toBeVisible();
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '4', Seed: '3' });

  await openStage(page, 'Classify');
  writeFileSync(join(root, 'new.dcm'), slice(true, 12, 0));
  await page.getByLabel('Scans to classify').setInputFiles(join(root, 'new.dcm'));
  await expect(page.getByText(/looks like /i).first()).toBeVisible();

  await openStage(page, 'Models');
  await page.getByRole('button', { name: 'Use elsewhere…' }).first().click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Continue in Python' }).click();
  const zip = unzipSync(readFileSync(await (await downloading).path()));
  const [, ...rows] = new TextDecoder().decode(zip['split.csv']).trim().split('\r\n');
  const patients = new Map<string, Set<string>>();
  for (const row of rows) {
    const [, path = '', , , , part = '', values = '', low, high] = row.split(',');
    expect(values).toMatch(/^[0-9a-f]{64}$/); // by which train.py finds a slice
    expect([low, high]).toEqual(['0', '1199']); // of the centre 600 and the width 1200 (PS3.3 C.11.2.1.2.1)
    const patient = path.split('/').slice(0, -1).join('/');
    patients.set(patient, (patients.get(patient) ?? new Set()).add(part));
  }
  expect(rows).toHaveLength(48);
  expect(patients.size).toBe(24);
  for (const parts of patients.values()) expect(parts.size).toBe(1); // no patient on two sides
});
