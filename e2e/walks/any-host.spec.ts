import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, startLongRun, test, trainToTheEnd } from '../axial.ts';
import { shapePng } from '../pictures.ts';
import { plainHost } from '../plainHost.ts';

test.use({ serviceWorkers: 'allow' });

/** The build of tfjs for memory that threads share. */
const THREADED = /wasm-threaded-simd[^/]*\.js$/;

/** Opens the page and waits until the service worker has loaded it once more, isolated. Before that no thread runs, whatever is clicked. */
async function visit(page: Page, url: string): Promise<void> {
  const reloaded = page.waitForResponse(
    (response) => response.request().isNavigationRequest() && response.fromServiceWorker(),
  );
  let early = 0;
  const count = () => {
    early += 1;
  };
  page.on('worker', count);
  void reloaded.then(() => page.off('worker', count));
  await page.goto(url, { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'Models' }).click();
  await reloaded;
  expect(early).toBe(0);
  await page.waitForFunction(() => crossOriginIsolated);
}

/** Until everything that the page needs lies on this device. */
async function kept(page: Page): Promise<void> {
  const isKept = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('axial '));
    const pages = names.map(async (name) => (await caches.open(name)).match(new URL('index.html', document.baseURI)));
    return (await Promise.all(pages)).some(Boolean);
  };
  await expect.poll(() => page.evaluate(isKept)).toBe(true);
}

test('a host that sends no headers still gives threads, and once visited the page works without a network', async ({
  page,
  context,
}) => {
  const host = await plainHost();
  const threads = context.waitForEvent('request', { timeout: 120_000, predicate: (each) => THREADED.test(each.url()) });
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await visit(page, host.url);
  await expect(page).toHaveURL(/#models$/);
  await importFolder(page, folderOfShapes(8));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  await threads;
  expect(loads).toBeLessThanOrEqual(2); // once more, to be isolated (that may cut the first load short), and never again
  await kept(page);

  await host.stop();
  await page.reload();
  await openStage(page, 'Classify');
  const scan = { name: 'one.png', mimeType: 'image/png', buffer: shapePng('disc', 100) };
  await page.getByLabel('Scans to classify').setInputFiles([scan]);
  await expect(page.getByText(/looks like /i).first()).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.locator('meta[http-equiv]').count()).toBe(1);
  await expect(page.getByText('Stays on this device: 0 requests')).toBeVisible();
  const manifest = async () => (await caches.match(new URL('manifest.webmanifest', document.baseURI)))?.json();
  expect(await page.evaluate(manifest)).toMatchObject({ name: 'Axial' });
});

test('a new version is offered, and takes the place of the old one whole', async ({ page }) => {
  const host = await plainHost();
  await visit(page, host.url);
  await kept(page);
  const entry = () => page.locator('script[type=module]').getAttribute('src');
  const before = await entry();

  host.publishAnother();
  await page.reload();
  expect(await entry()).toBe(before); // what is kept opens at once
  await expect(page.getByText('A new version of Axial is ready.')).toBeVisible();
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect.poll(entry).toBe(before?.replace('.js', '-newer.js'));
  await openStage(page, 'Models');
  await expect(page.getByLabel('Model file')).toBeAttached();
  await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1);
  await host.stop();
});

test('a tab that works is not loaded again when another one takes the new version', async ({ page, context }) => {
  const host = await plainHost();
  await visit(page, host.url);
  await kept(page);
  const entry = (of: Page) => of.locator('script[type=module]').getAttribute('src');
  const before = await entry(page);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await openStage(page, 'Data');
  await importFolder(page, folderOfShapes(24));
  await startLongRun(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '300', Seed: '3' });
  await expect(page.getByText(/epoch \d+ of 300/i).first()).toBeVisible();

  host.publishAnother();
  const other = await context.newPage();
  await other.goto(host.url);
  await expect(other.getByText('A new version of Axial is ready.')).toBeVisible();
  await other.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect.poll(() => entry(other)).toBe(before?.replace('.js', '-newer.js'));

  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible({ timeout: 150_000 });
  // Of its own version still, a part that it had not fetched included.
  await openStage(page, 'Learn');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await entry(page)).toBe(before);
  expect(loads).toBe(0);
  await host.stop();
});
