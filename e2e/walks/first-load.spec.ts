import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, folderOfShapes, importFolder, openStage, test } from '../axial.ts';

test.use({ serviceWorkers: 'allow' });

const BUILT = resolve(import.meta.dirname, '../../dist');
const MOST_BYTES = 150_000;
/** What only arithmetic and decoding need; the names of backends are words. */
const BACKEND = /backend\.worker|\/backend-|decode|tfjs|relaxed|plain|thread|wasm/;

/** Gzip bytes of a file of the site. */
function gzipBytes(path: string): number {
  const file = join(BUILT, path === '/' ? 'index.html' : path);
  return existsSync(file) && statSync(file).isFile() ? gzipSync(readFileSync(file)).length : 0;
}

test('what is fetched before anything is clicked is at most 150 kB, with no backend in it', async ({
  page,
  context,
}) => {
  const paths = new Set<string>();
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    // What the service worker fetches to keep the page comes later, when the page is idle; it itself counts.
    if (request.serviceWorker() === null || pathname.endsWith('service-worker.js')) paths.add(pathname);
  });
  await page.goto('/');
  await page.getByRole('button', { name: 'Try it with sample scans' }).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = [...paths].map((path) => ({ path, bytes: gzipBytes(path) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`first load: ${total} bytes gzip in ${paths.size} files`);
  expect(total, 'the files were looked for where they are built').toBeGreaterThan(MOST_BYTES / 2);
  expect(total, JSON.stringify(sizes, null, 1)).toBeLessThanOrEqual(MOST_BYTES);
  expect([...paths].filter((path) => BACKEND.test(path))).toEqual([]);

  await openStage(page, 'Models'); // it answers without one
  await expect(page.getByLabel('Model file')).toBeAttached();
  expect([...paths].filter((path) => BACKEND.test(path))).toEqual([]);
});

test('the backend is fetched while scans are imported, before anyone asks for training', async ({ page, context }) => {
  const backend = context.waitForEvent('request', {
    timeout: 60_000,
    predicate: (request) => /backend\.worker/.test(request.url()) && request.serviceWorker() === null,
  });
  await page.goto('/');
  await importFolder(page, folderOfShapes(8));
  await backend;
  await expect(page.getByRole('button', { name: 'Delete data set' })).toBeVisible();
});
