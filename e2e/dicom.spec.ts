import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DICOM_SAMPLES } from '../src/decoding/formats/dicom/dicomSamples.fixture.ts';
import { expect, importFolder, test } from './axial.ts';

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
