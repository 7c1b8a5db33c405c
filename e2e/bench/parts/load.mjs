// What the page fetches before anything is clicked, and when it can be used.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure } from '../report.mjs';
import { median } from '../rounds.mjs';
import { openBrowser, serve } from '../site.mjs';

const LOADS = { quick: 3, full: 7 };
const BUTTON = 'Try it with sample scans';

export async function load(report, { quick }) {
  const { url, folder } = await serve('app');
  const { first, later } = await filesOf(url);
  const sized = (paths) => paths.map((path) => [path, gzipBytes(folder, path)]).sort((a, b) => b[1] - a[1]);
  const sum = (files) => files.reduce((all, [, bytes]) => all + bytes, 0) / 1000;
  const [files, afterwards] = [sized(first), sized(later)];
  const rows = files.map(([path, bytes]) => [path, bytes / 1000]);
  rows.push([`all ${files.length} files of the first load`, sum(files)]);
  rows.push([`fetched once the page is idle: ${afterwards.length} more files`, sum(afterwards)]);
  const { shown, painted } = await timesOf(url, LOADS[quick ? 'quick' : 'full']);
  report.table('load', 'First load', ['file', 'kB, gzip'], rows, {
    notes: [
      `The sample button can be pressed after ${figure(median(shown))} ms (at best ${figure(Math.min(...shown))}), ` +
        `first paint after ${figure(median(painted))} ms; ${shown.length} loads into empty browsers, from this machine.`,
    ],
    data: { files, afterwards, shown, painted },
  });
}

/** Paths that were asked for until the button was there, and from then until the network was quiet. */
async function filesOf(url) {
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    const paths = new Set();
    browser.context.on('response', (response) => paths.add(new URL(response.url()).pathname));
    await page.goto(url);
    await page.getByRole('button', { name: BUTTON }).waitFor();
    const first = [...paths];
    await page.waitForLoadState('networkidle');
    return { first, later: [...paths].filter((path) => !first.includes(path)) };
  } finally {
    await browser.close();
  }
}

async function timesOf(url, count) {
  const shown = [];
  const painted = [];
  for (let i = 0; i < count; i++) {
    const browser = await openBrowser();
    const page = await browser.context.newPage();
    await page.addInitScript(watchForButton, BUTTON);
    await page.goto(url);
    await page.waitForFunction(() => 'shownAt' in globalThis);
    const times = await page.evaluate(() => ({
      shown: globalThis.shownAt,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    }));
    shown.push(times.shown);
    painted.push(times.painted);
    await browser.close();
  }
  return { shown, painted };
}

/** Runs in the page before anything else: notes when a button with this name is there and enabled. */
function watchForButton(name) {
  const isThere = () =>
    [...document.querySelectorAll('button')].some((each) => each.textContent?.includes(name) && !each.disabled);
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    observer.disconnect();
    globalThis.shownAt = performance.now();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

function gzipBytes(folder, path) {
  const file = join(folder, path === '/' ? 'index.html' : path);
  return existsSync(file) && statSync(file).isFile() ? gzipSync(readFileSync(file)).length : 0;
}
