import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DICOM_SAMPLES } from '../src/decoding/dicom/dicomSamples.fixture.ts';
import { expect, importFolder, test } from './axial.ts';

/** One of each kind of packing, each in its own file: the decoders of all of them are asked for. */
const KINDS = [
  ...['deflated', 'RLE, RGB', 'JPEG baseline', 'JPEG lossless, RGB', 'JPEG-LS, signed'],
  ...['JPEG 2000, lossy', 'High-Throughput JPEG 2000, RGB', 'three frames'],
];

test('DICOM files of every packing are taken in under the policy of the page, with files of this site alone', async ({
  page,
}) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-dicom-'));
  for (const [index, kind] of KINDS.entries()) {
    const folder = join(root, index % 2 === 0 ? 'a' : 'b');
    mkdirSync(folder, { recursive: true });
    const { base64 = '' } = DICOM_SAMPLES.find(({ name }) => name === kind) ?? {};
    writeFileSync(join(folder, `${kind}.dcm`), Buffer.from(base64, 'base64'));
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
  await expect(page.getByText('7 scans imported, 3 duplicates left out')).toBeVisible();
  expect(errors).toEqual([]);
  const own = new URL(page.url()).origin;
  expect(asked.filter((url) => !url.startsWith(own) && !url.startsWith('blob:'))).toEqual([]);
});
