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
const MOST_HEIGHT = 4000;
const AT_ONCE = 2;
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
    for (const each of problems) console.log(each);
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
  const left = names.flatMap((name) => THEMES.map((theme) => ({ name, theme })));
  /** @type {string[]} */
  const problems = [];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      problems.push(...(await checkState(browser, address, next.name, next.theme)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return problems.sort();
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {string} name
 * @param {string} theme
 */
async function checkState(browser, address, name, theme) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(`${name}, ${theme}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${name}, ${theme}: ${message.text()}`);
  });
  try {
    for (const size of SIZES) {
      const where = `${name}, ${theme}, ${size.width} px`;
      await page.setViewportSize(size);
      await page.goto(`${address}frame.html?state=${name}&theme=${theme}`);
      await page.locator('html[data-state]').waitFor({ state: 'attached', timeout: PATIENCE_MS });
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })));
      problems.push(...(await whatIsWrong(page)).map((each) => `${where}: ${each}`));
      await showWhole(page, size);
      await page.screenshot({ path: `${SHOTS}/${name}-${theme}-${size.width}.png` });
    }
  } catch (failure) {
    problems.push(`${name}, ${theme}: ${failure instanceof Error ? failure.message : failure}`);
  } finally {
    await context.close();
  }
  return problems;
}

/**
 * The stage scrolls within the page: makes the window as high as all of it.
 * @param {import('playwright').Page} page
 * @param {{ width: number, height: number }} size
 */
async function showWhole(page, { width, height }) {
  const hidden = await page.evaluate(() => {
    const main = document.querySelector('main');
    return document.querySelector('dialog[open]') || !main ? 0 : main.scrollHeight - main.clientHeight;
  });
  if (hidden > 0) await page.setViewportSize({ width, height: Math.min(MOST_HEIGHT, height + hidden) });
}

/** @param {import('playwright').Page} page */
async function whatIsWrong(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const main = document.querySelector('main');
    return Math.max(scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0);
  });
  return overflow > 0 ? [...told, `scrolls sideways by ${overflow} px`] : told;
}
