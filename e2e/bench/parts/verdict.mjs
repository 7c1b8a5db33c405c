// One scan dropped on the page as it is shipped, until its verdict has been painted.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawnScans } from '../folders.mjs';
import { figure } from '../report.mjs';
import { median } from '../rounds.mjs';
import { openBrowser, SHARED, serve } from '../site.mjs';

const WARM = { quick: 6, full: 20 };
const COLD = { quick: 2, full: 5 };
const LONGEST_TRAINING_MS = 300_000;

export async function verdict(report, { quick }) {
  const kind = quick ? 'quick' : 'full';
  const scans = await scansToDrop(WARM[kind] + COLD[kind] + 1);
  const [{ url }, browser] = [await serve('app'), await openBrowser()];
  try {
    const page = await browser.context.newPage();
    await page.goto(url);
    await page.getByRole('button', { name: 'Try it with sample scans' }).click();
    const verdictOfSample = page.getByText(/^looks like /i).first();
    await verdictOfSample.waitFor({ timeout: LONGEST_TRAINING_MS });
    const ready = () =>
      page.getByRole('button', { name: 'Scans to classify' }).or(page.getByLabel('Scans to classify'));
    await ready().first().waitFor();
    await drop(page, scans.pop());
    const warm = [];
    for (let i = 0; i < WARM[kind]; i++) warm.push(await drop(page, scans.pop()));
    const cold = [];
    for (let i = 0; i < COLD[kind]; i++) {
      await page.reload();
      await ready().first().waitFor();
      cold.push(await drop(page, scans.pop()));
    }
    tell(report, { warm, cold });
  } finally {
    await browser.close();
  }
}

function tell(report, times) {
  const rows = Object.entries(times).map(([how, values]) => [
    how === 'warm' ? 'the backend has answered before' : 'right after the page was loaded',
    ...[median(values), Math.min(...values), Math.max(...values)].map(figure),
    values.length,
  ]);
  report.table('verdict', 'One scan from drop to verdict', ['', 'ms', 'least', 'most', 'scans'], rows, {
    notes: [
      'From the drop event to the first frame after the words of the verdict are in the page. Compact CNN, 64 px.',
    ],
    data: times,
  });
}

/** Names and bytes of as many different pictures. */
async function scansToDrop(count) {
  const real = join(SHARED, 'data/scans');
  const folder = existsSync(real) ? real : await drawnScans(4 * count);
  const className = readdirSync(folder, { withFileTypes: true }).find((each) => each.isDirectory())?.name ?? '';
  const files = readdirSync(join(folder, className)).filter((name) => /\.jpe?g$/i.test(name));
  return files.slice(0, count).map((name) => ({ name, base64: readFileSync(join(folder, className, name), 'base64') }));
}

/** Milliseconds. The words are told from those of the scan before by the scan's name, which stands on their article. */
function drop(page, scan) {
  return page.evaluate(async ({ name, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
    const target = document.querySelector('main');
    const isShown = () =>
      [...document.querySelectorAll('article')].some(
        (each) => each.getAttribute('aria-label')?.endsWith(name) && /looks like/i.test(each.textContent ?? ''),
      );
    /** @type {Promise<void>} */
    const shown = new Promise((resolve, reject) => {
      const observer = new MutationObserver(() => {
        if (!isShown()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      setTimeout(() => reject(new Error('No verdict came in 60 s.')), 60_000);
    });
    const startedAt = performance.now();
    for (const type of ['dragenter', 'dragover', 'drop'])
      target?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    await shown;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - startedAt;
  }, scan);
}
