// The first minute of a newcomer: the sample button, and how smoothly the page goes on until the verdict.
import { figure } from '../report.mjs';
import { median } from '../rounds.mjs';
import { openBrowser, serve } from '../site.mjs';

const LONGEST_MS = 300_000;

export async function page(report) {
  const [{ url }, browser] = [await serve('app'), await openBrowser()];
  try {
    const tab = await browser.context.newPage();
    await tab.addInitScript(watchThread);
    await tab.goto(url);
    const button = tab.getByRole('button', { name: 'Try it with sample scans' });
    await button.waitFor();
    const startedAt = performance.now();
    await button.click();
    await tab
      .getByText(/^looks like /i)
      .first()
      .waitFor({ timeout: LONGEST_MS });
    const seconds = (performance.now() - startedAt) / 1000;
    const { tasks, frames } = await tab.evaluate(() => globalThis.watched);
    tell(report, seconds, tasks, frames);
  } finally {
    await browser.close();
  }
}

function tell(report, seconds, tasks, frames) {
  const late = frames.filter((gap) => gap > 50).length;
  const rows = [
    ['from the click to the verdict', `${figure(seconds)} s`],
    ['tasks over 50 ms', tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${figure(Math.max(...tasks))} ms`],
    ['frames a second, median', figure(1000 / median(frames))],
    ['frames that came more than 50 ms after the one before', `${late} of ${frames.length}`],
  ];
  report.table('page', 'The sample button', ['what', 'value'], rows, {
    notes: ["Import, training, test and one scan; tasks and frames of the page's own thread meanwhile."],
    data: { seconds, tasks, late, frames: frames.length },
  });
}

/** Runs in the page: long tasks, and the gaps between frames, in milliseconds. */
function watchThread() {
  const tasks = [];
  const frames = [];
  globalThis.watched = { tasks, frames };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  let last = performance.now();
  const next = (now) => {
    frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
