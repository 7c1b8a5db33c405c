// The course as it is shipped: another scan, layer or feature map of the step Convolution, until the new map has been painted;
// and the frames that are drawn while something moves.
import { figure } from '../report.mjs';
import { median } from '../rounds.mjs';
import { openBrowser, serve } from '../site.mjs';

/** What moves: the step, and what it is called in the table. 'deep': in the last layer, whose sums have most terms. */
const MOTIONS = {
  convolution: 'the window of a convolution',
  deep: 'the same in the last layer',
  pooling: 'the window of a pooling',
  learning: '100 steps of training',
};
const MOTION_MS = { quick: 1500, full: 5000 };
const TURNS = { quick: 4, full: 20 };
const LONGEST_TRAINING_MS = 300_000;
/** What is pressed, and what that is called in the table. */
const KINDS = { scan: 'another scan', layer: 'another layer', map: 'another feature map' };

export async function learn(report, { quick }) {
  const [{ url }, browser] = [await serve('app'), await openBrowser()];
  try {
    const page = await browser.context.newPage();
    await page.goto(url);
    await page.getByRole('button', { name: 'Try it with sample scans' }).click();
    await page
      .getByText(/^looks like /i)
      .first()
      .waitFor({ timeout: LONGEST_TRAINING_MS });
    await page.goto(`${url}#/learn/convolution?model=untrained`);
    await page.getByText(/Same as the network: yes/).waitFor();
    const times = {};
    for (const kind of Object.keys(KINDS)) {
      times[kind] = [];
      for (let i = 0; i < TURNS[quick ? 'quick' : 'full']; i++) times[kind].push(await turn(page, kind, i));
    }
    tell(report, times);
    const frames = {};
    for (const motion of Object.keys(MOTIONS))
      frames[motion] = await framesOf(page, motion, MOTION_MS[quick ? 'quick' : 'full']);
    tellFrames(report, frames);
  } finally {
    await browser.close();
  }
}

function tell(report, times) {
  const rows = Object.entries(times).map(([kind, turns]) => {
    const ms = turns.map((each) => each.ms);
    return [
      KINDS[kind],
      ...[median(ms), Math.min(...ms), Math.max(...ms)].map(figure),
      Math.max(...turns.map((each) => each.longest)),
      ms.length,
    ];
  });
  const columns = ['', 'ms', 'least', 'most', 'longest task of the page, ms', 'turns'];
  report.table('learn', 'The course: from the press to the new map', columns, rows, {
    notes: ['Course CNN with random weights, 64 px, step Convolution. To the first frame that shows another map.'],
    data: times,
  });
}

function tellFrames(report, frames) {
  const rows = Object.entries(frames).map(([motion, gaps]) => [
    MOTIONS[motion],
    gaps.length,
    ...[17, 33].map((ms) => `${figure((100 * gaps.filter((gap) => gap > ms + SLACK_MS).length) / gaps.length)} %`),
    figure(Math.max(...gaps)),
  ]);
  report.table(
    'learn-frames',
    'The course: frames while something moves',
    ['', 'frames', 'over 17 ms', 'over 33 ms', 'most, ms'],
    rows,
    { notes: ['Times between the calls of requestAnimationFrame.'], data: frames },
  );
}

/** A frame's time is told to the tenth of a millisecond, and every third of 60 a second is 16.7 ms after the one before. */
const SLACK_MS = 0.4;

/** @returns milliseconds from each frame to the next, while the step's motion goes on */
async function framesOf(page, motion, forMs) {
  const slug = motion === 'deep' ? 'convolution' : motion;
  await page.evaluate((step) => {
    location.hash = `#/learn/${step}?model=untrained`;
  }, slug);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (motion === 'deep') await page.getByLabel('Layer', { exact: true }).selectOption({ index: 1 });
  if (motion !== 'learning') await page.getByText(/Same as the network: yes/).waitFor();
  await page.getByRole('button', { name: motion === 'learning' ? '100 steps' : 'Play' }).click();
  return page.evaluate(async (length) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const gaps = [];
    const start = await frame();
    for (let last = start, now = start; now - start < length; last = now) {
      now = await frame();
      gaps.push(now - last);
    }
    return gaps;
  }, forMs);
}

/** @returns milliseconds until another map is painted, and the longest task of the page meanwhile (0: none over 50 ms) */
function turn(page, kind, number) {
  return page.evaluate(
    async ({ kind, number }) => {
      const output = () =>
        [...document.querySelectorAll('canvas')]
          .findLast((each) => each.closest('[role="application"]'))
          ?.toDataURL() ?? '';
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const press = {
        scan: () =>
          [...document.querySelectorAll('button')].find(({ ariaLabel }) => ariaLabel === 'Next scan')?.click(),
        map: () => {
          const maps = [...document.querySelectorAll('input')].filter(({ ariaLabel }) =>
            ariaLabel?.startsWith('Feature map'),
          );
          maps[(maps.findIndex((each) => each.checked) + 1) % maps.length]?.click();
        },
        layer: () => {
          const select = [...document.querySelectorAll('select')].find(
            (each) => each.labels[0]?.textContent === 'Layer',
          );
          const other = [...(select?.options ?? [])].find((option) => option.value !== select?.value);
          Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, other?.value);
          select?.dispatchEvent(new Event('change', { bubbles: true }));
        },
      }[kind];
      let longest = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      observer.observe({ type: 'longtask' });
      const before = output();
      const startedAt = performance.now();
      press();
      while (output() === before || output() === '') {
        if (performance.now() - startedAt > 10_000) throw new Error(`No other map came in 10 s (${kind} ${number}).`);
        await frame();
      }
      await frame();
      const ms = performance.now() - startedAt;
      await new Promise((resolve) => setTimeout(resolve, 300)); // entries of long tasks come later
      observer.disconnect();
      return { ms, longest };
    },
    { kind, number },
  );
}
