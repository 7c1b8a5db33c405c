// The page in a browser, as a server gives it.
import { chromium } from 'playwright';
import { findChromium } from '../chromium.mjs';

const LONGEST_MS = 300_000;

/**
 * Threads, a model that trains, and a second visit without the server: what of it is not there.
 * @param {string} url
 * @param {() => Promise<void>} stop takes the server away
 */
export async function pageProblems(url, stop) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(LONGEST_MS);
    const verdict = page.getByText(/^looks like /i).first();
    await page.goto(url);
    const isolated = await isIsolated(page); // where the host sends no headers, the service worker loads the page once more
    const sample = page.getByRole('button', { name: 'Try it with sample scans' });
    await sample.click();
    await verdict.waitFor();
    while (!(await page.evaluate(isKept))) await new Promise((resolve) => setTimeout(resolve, 200));
    await stop();
    await page.goto(`${url}#data`);
    await page.reload();
    await page
      .getByText(/^\d+ scans$/)
      .first()
      .waitFor();
    const still = await isIsolated(page);
    return [...(isolated ? [] : ['no threads']), ...(still ? [] : ['no threads offline'])];
  } catch (error) {
    return [String(error).split('\n')[0] ?? ''];
  } finally {
    await browser.close();
  }
}

/** @param {import('playwright').Page} page */
function isIsolated(page) {
  const isolated = page.waitForFunction(() => crossOriginIsolated, null, { timeout: 30_000 });
  return isolated.then(
    () => true,
    () => false,
  );
}

/** In the page: whether all of it lies on this device. */
async function isKept() {
  const names = (await caches.keys()).filter((name) => name.startsWith('axial '));
  const pages = names.map(async (name) => (await caches.open(name)).match(new URL('index.html', document.baseURI)));
  return (await Promise.all(pages)).some(Boolean);
}
