// Opens every state in light and dark, wide and narrow: no error, no violation of accessibility, no sideways scrolling.
import { mkdirSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { findChromium } from '../chromium.mjs';

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
const THEMES = ['dark', 'light'];
const SHOTS = 'test-results/states';
/** Of a picture, in pixels. */
const MOST_HEIGHT = 2000;
const AT_ONCE = 3;
const PATIENCE_MS = 30_000;

/**
 * @param {string} configFile of Vite
 * @param {string[]} wanted names of states; all where there are none
 * @returns {Promise<number>} the exit status
 */
export async function checkStates(configFile, wanted) {
  await build({ configFile, logLevel: 'warn' });
  const server = await preview({ configFile });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  mkdirSync(SHOTS, { recursive: true });
  try {
    const address = `${server.resolvedUrls?.local[0]}e2e/states/`;
    const names = wanted.length > 0 ? wanted : await stateNames(browser, address);
    const problems = await checkAll(browser, address, names);
    writeFileSync(`${SHOTS}/problems.txt`, problems.map((each) => `${each}\n`).join(''));
    console.log(`${names.length} states, ${problems.length} problems; pictures in ${SHOTS}/.`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function stateNames(browser, address) {
  const page = await browser.newPage();
  await page.route('**/frame.html*', (route) => route.abort());
  await page.goto(`${address}index.html`);
  const names = await page.locator('figcaption a').allTextContents();
  await page.close();
  return [...new Set(names)];
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {readonly string[]} names
 */
async function checkAll(browser, address, names) {
  const left = [...names];
  /** @type {string[]} */
  const problems = [];
  const work = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const found = await checkState(browser, address, name);
      for (const each of found) console.log(each);
      problems.push(...found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return problems.sort();
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {string} name
 */
async function checkState(browser, address, name) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: SIZES[0] ?? null });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${name}: ${message.text()}`);
  });
  try {
    await page.goto(`${address}frame.html?state=${name}&theme=${THEMES[0]}`);
    await page.locator('html[data-state]').waitFor({ state: 'attached', timeout: PATIENCE_MS });
    for (const size of SIZES) problems.push(...(await checkSize(page, name, size)));
  } catch (failure) {
    problems.push(`${name}: ${failure instanceof Error ? failure.message : failure}`);
  } finally {
    await context.close();
  }
  return problems;
}

/**
 * @param {import('playwright').Page} page
 * @param {string} name
 * @param {{ width: number, height: number }} size
 */
async function checkSize(page, name, size) {
  /** @type {string[]} */
  const problems = [];
  await page.setViewportSize(size);
  for (const theme of THEMES) {
    await showTheme(page, theme);
    const found = await whatIsWrong(page, rulesFor(theme));
    problems.push(...found.map((each) => `${name}, ${theme}, ${size.width} px: ${each}`));
  }
  await showWhole(page, size);
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await page.screenshot({ path: `${SHOTS}/${name}-${theme}-${size.width}.png` });
  }
  return problems;
}

/**
 * As `applyTheme` does.
 * @param {import('playwright').Page} page
 * @param {string} theme
 */
async function showTheme(page, theme) {
  await page.evaluate((chosen) => {
    document.documentElement.dataset.theme = chosen;
  }, theme);
  await drawn(page);
}

/**
 * Resolves when the page has drawn itself anew, and what that asked for.
 * @param {import('playwright').Page} page
 */
async function drawn(page) {
  for (let turn = 0; turn < 2; turn++) {
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 500 }))),
    );
  }
}

/**
 * The stage scrolls within the page: makes the window as high as all of it.
 * @param {import('playwright').Page} page
 * @param {{ width: number, height: number }} size
 */
async function showWhole(page, { width, height }) {
  for (let shown = height, hidden = 1; hidden > 0 && shown < MOST_HEIGHT; shown += hidden) {
    hidden = await page.evaluate(() => {
      const main = document.querySelector('main');
      return document.querySelector('dialog[open]') || !main ? 0 : main.scrollHeight - main.clientHeight;
    });
    if (hidden > 0) await page.setViewportSize({ width, height: Math.min(MOST_HEIGHT, shown + hidden) });
    await drawn(page);
  }
}

/**
 * The theme changes colours and nothing else.
 * @param {string} theme
 */
function rulesFor(theme) {
  return theme === 'light' ? ['color-contrast'] : [];
}

/**
 * @param {import('playwright').Page} page
 * @param {string[]} rules of axe; all where none are named
 */
async function whatIsWrong(page, rules) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  const told = violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const main = document.querySelector('main');
    return Math.max(scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0);
  });
  return overflow > 0 ? [...told, `scrolls sideways by ${overflow} px`] : told;
}
