import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from './axial.ts';
import { shapePng } from './pictures.ts';

test('after the page and its engine have loaded, nothing is requested any more', async ({ page, context, baseURL }) => {
  const requests: { url: string; method: string; body: string | null }[] = [];
  context.on('request', (request) => {
    requests.push({ url: request.url(), method: request.method(), body: request.postData() });
  });
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });

  // So far: only our own files, fetched and not sent to.
  const fetched = requests.filter(({ url }) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(fetched.length).toBeGreaterThan(0);
  for (const { url, method, body } of fetched) {
    expect(new URL(url).origin).toBe(new URL(baseURL ?? '').origin);
    expect([method, body, new URL(url).search]).toEqual(['GET', null, '']);
  }

  const before = fetched.length;
  await openStage(page, 'Evaluate');
  await openStage(page, 'Classify');
  const scan = { name: 'one.png', mimeType: 'image/png', buffer: shapePng('disc', 100) };
  await page.getByLabel('Scans to classify').setInputFiles([scan]);
  await expect(page.getByText(/looks like /i).first()).toBeVisible();
  await trainToTheEnd(page, { Epochs: '1', Seed: '4' });
  await openStage(page, 'Models');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download model' }).first().click();
  await downloading;
  const after = requests.filter(({ url }) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(after.slice(before)).toEqual([]);
});
