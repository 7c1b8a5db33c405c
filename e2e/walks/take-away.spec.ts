import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, openTestSet, test, trainToTheEnd } from '../axial.ts';
import { shapePng } from '../pictures.ts';

const SCANS = Array.from({ length: 12 }, (_, i) => ({
  name: `scan ${i}.png`,
  mimeType: 'image/png',
  buffer: shapePng(i % 2 ? 'disc' : 'square', 400 + i),
}));

test('a downloaded model, as zip and as .keras, gives the same predictions to 1e-5 in a profile that never saw the data, and its report opens from a disk', async ({
  page,
  browser,
}, { outputDir }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '2', Seed: '3' });
  const here = await probabilities(page);

  await openStage(page, 'Models');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download model' }).first().click();
  const zip = readFileSync(await (await downloading).path());

  const stranger = await browser.newContext();
  const elsewhere = await stranger.newPage();
  await elsewhere.goto('/#models');
  await elsewhere
    .getByLabel('Model file')
    .setInputFiles({ name: 'model.zip', mimeType: 'application/zip', buffer: zip });
  await expect(elsewhere.getByText(/Compact CNN 32 px/).first()).toBeVisible();
  const there = await probabilities(elsewhere);
  expectSame(there, here);
  expect(new Set(here.values()).size).toBeGreaterThan(SCANS.length / 2); // not one constant answer
  await expectSameInLearn(elsewhere, here);

  const keras = await downloadAs(page, 'Keras');
  const third = await browser.newContext();
  const other = await third.newPage();
  await other.goto('/#models');
  await other.getByLabel('Model file').setInputFiles({ ...keras, mimeType: '' });
  await expect(other.getByText('Figures as stated by the file.')).toBeVisible();
  expectSame(await probabilities(other), here);

  const files = await downloadAll(page);
  expect([...files.keys()].map((name) => name.replace(/^Compact CNN 32 px, axial-shapes-\w+/, '')).sort()).toEqual(
    [
      ...['.html', '.keras', '.onnx', '.recipe.json', '.tflite', ' FastAPI app.zip', ' Flask app.zip'],
      ...[' Hugging Face.zip', ' in Python.zip'],
    ].sort(),
  );
  const onDisk = `${outputDir}/model.html`;
  mkdirSync(outputDir, { recursive: true });
  writeFileSync(onDisk, [...files].find(([name]) => name.endsWith('.html'))?.[1] ?? '');
  await third.setOffline(true);
  const alone = await third.newPage();
  await alone.goto(`file://${onDisk}`);
  for (const scan of SCANS.slice(0, 2)) {
    await alone.getByLabel('Drop a scan here').setInputFiles(scan);
    await expect(alone.getByRole('status')).toHaveText(new RegExp(`^${scan.name}: `));
    const shown = Number(await alone.locator('#probabilities li').nth(1).getAttribute('data-probability'));
    expect(Math.abs(shown - (here.get(scan.name) ?? 2))).toBeLessThan(1e-4);
    await expect(alone.getByText(/^(Red: covering it|Heat map: no single part)/)).toBeVisible();
  }
  await third.setOffline(false);

  const workspace = await workspaceFile(page);
  await openStage(other, 'Models');
  await other.getByLabel('Model file').setInputFiles({ ...workspace, mimeType: '' });
  await other.getByRole('button', { name: 'Reload the page' }).click();
  await expect(other.getByText('48 scans', { exact: true })).toBeVisible();
  await expect(other.getByText('2 models in this browser')).toBeVisible();
  await third.close();

  const report = await downloadReport(page, `${outputDir}/report.html`);
  const requests: string[] = [];
  elsewhere.on('request', (request) => requests.push(request.url()));
  await stranger.setOffline(true);
  await elsewhere.goto(`file://${report}`);
  await expect(elsewhere.getByRole('heading', { level: 1, name: /^Evaluation of Compact CNN/ })).toBeVisible();
  await expect(elsewhere.getByText('For lessons alone')).toBeVisible();
  await expect(elsewhere.getByRole('table', { name: 'Test scans, degraded' }).getByRole('row')).toHaveCount(34);
  expect(requests).toEqual([`file://${report}`]);
  await stranger.close();
});

function expectSame(there: ReadonlyMap<string, number>, here: ReadonlyMap<string, number>): void {
  expect(there.size).toBe(SCANS.length);
  for (const [file, probability] of here) expect(Math.abs((there.get(file) ?? 2) - probability)).toBeLessThan(1e-5);
}

/** The course, on a scan that is in no data set and a model that was not trained here, comes to what the results say. */
async function expectSameInLearn(page: Page, here: ReadonlyMap<string, number>): Promise<void> {
  const [scan] = SCANS;
  if (!scan) throw new Error('no scan');
  await openStage(page, 'Learn');
  await page.getByLabel('Open one scan').setInputFiles(scan);
  await page.getByRole('link', { name: /Dense layer and output/ }).click();
  const comparison = page.getByText(/^Classify shows/);
  await expect(comparison).toContainText(`Classify shows ${here.get(scan.name)?.toFixed(3)} for this scan`);
  await expect(comparison).toContainText('Same as Classify: yes.');
}

/** The first model, for another program. */
async function downloadAs(page: Page, program: string): Promise<{ name: string; buffer: Buffer }> {
  await openStage(page, 'Models');
  await page.getByRole('button', { name: 'Use elsewhere…' }).first().click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: program, exact: false }).first().click();
  const file = await downloading;
  return { name: file.suggestedFilename(), buffer: readFileSync(await file.path()) };
}

/** The first model in every format but the first. */
async function downloadAll(page: Page): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  await openStage(page, 'Models');
  const open = page.getByRole('button', { name: 'Use elsewhere…' }).first();
  const formats = page.getByRole('dialog').getByRole('listitem').getByRole('button');
  await open.click();
  const count = await formats.count();
  for (let place = 0; place < count; place++) {
    if (place > 0) await open.click();
    const downloading = page.waitForEvent('download');
    await formats.nth(place).click();
    const file = await downloading;
    files.set(file.suggestedFilename(), readFileSync(await file.path()));
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  return files;
}

/** Everything that is stored in the profile. */
async function workspaceFile(page: Page): Promise<{ name: string; buffer: Buffer }> {
  await openStage(page, 'Models');
  await page.getByRole('button', { name: 'Move everything…' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save workspace file' }).click();
  const file = await downloading;
  return { name: file.suggestedFilename(), buffer: readFileSync(await file.path()) };
}

/** With robustness measured, and something stated. Resolves to where it is. */
async function downloadReport(page: Page, path: string): Promise<string> {
  await openTestSet(page);
  await page.getByRole('button', { name: 'Robustness' }).click();
  await expect(page.getByText(/^Falls most with/)).toBeVisible();
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.getByLabel('Intended use').fill('For lessons alone');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download report (HTML)' }).click();
  await (await downloading).saveAs(path);
  return path;
}

/** File name -> probability of the second class, from the results as CSV. */
async function probabilities(page: Page): Promise<Map<string, number>> {
  await openStage(page, 'Classify');
  await page.getByLabel('Scans to classify').setInputFiles(SCANS);
  const button = page.getByRole('button', { name: 'Download results (CSV)' });
  await expect(button).toBeEnabled();
  const downloading = page.waitForEvent('download');
  await button.click();
  const [, ...lines] = readFileSync(await (await downloading).path(), 'utf8')
    .trim()
    .split(/\r\n/);
  return new Map(
    lines.map((line) => line.split(',')).map(([file = '', , , probability]) => [file, Number(probability)]),
  );
}
