import { readFileSync } from 'node:fs';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../axial.ts';
import { greyPng, shapePng } from '../pictures.ts';

const png = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });

test('one scan gets a verdict in words, many get a table and a CSV, and a refused file is in both', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(40));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '2', Seed: '3' });

  await openStage(page, 'Classify');
  await page.getByLabel('Scans to classify').setInputFiles([png('one.png', shapePng('disc', 100))]);
  await expect(page.getByText(/^Looks like (disc|square)$/)).toBeVisible();
  await expect(page.getByText(/^square \d\.\d\d+, (below|at or above) the threshold of \d\.\d\d+$/)).toBeVisible();
  await expect(page.getByText(/Research and education only\. Not a medical device\./).first()).toBeVisible();

  const many = Array.from({ length: 20 }, (_, i) => png(`scan ${i}.png`, shapePng(i % 2 ? 'disc' : 'square', 200 + i)));
  const named = [png('=1+1.png', shapePng('disc', 300)), png('broken.png', shapePng('disc', 301).subarray(0, 60))];
  await page.getByLabel('Scans to classify').setInputFiles([...many, ...named]);
  await expect(page.getByText('broken.png').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download results (CSV)' })).toBeEnabled(); // the last row has come

  const noise = greyPng(64, 64, (x, y) => (x * 73 + y * 151 + x * y * 37) % 256);
  await page.getByLabel('Scans to classify').setInputFiles([png('noise.png', noise)]);
  await expect(page.getByText(/This does not look like the scans the network learned from/)).toBeVisible();
  await page.getByLabel('Scans to classify').setInputFiles([...many, ...named, png('noise.png', noise)]);
  await expect(page.getByText(/^\d unlike the training scans$/)).toBeVisible();

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results (CSV)' }).click();
  const csv = readFileSync(await (await downloading).path(), 'utf8').replace(/^\uFEFF/, '');
  const lines = csv.trim().split(/\r\n/);
  expect(lines[0]).toBe(
    'file,sha256,probability_disc,probability_square,prediction,unlike_training,threshold,model,model_fingerprint',
  );
  for (const line of lines.slice(1)) expect(line).toMatch(/,[0-9a-f]{12}$/);
  expect(lines.length).toBe(1 + 23);
  expect(lines.find((line) => line.startsWith('noise.png'))).toMatch(/,(disc|square),appearance/);
  expect(csv).toContain("'=1+1.png");
  expect(lines.find((line) => line.startsWith('broken.png'))).toContain('refused');
  const [, , disc, square] = (lines.find((line) => line.startsWith('scan 0.png')) ?? '').split(',').map(Number);
  expect((disc ?? 0) + (square ?? 0)).toBeCloseTo(1, 5);
});
