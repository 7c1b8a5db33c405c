import { expect, test } from '@playwright/test';
import { plainHost } from '../plainHost.ts';
import { evaluate, reload } from './driver.ts';
import { findBrowser } from './find.ts';
import { PageOfAxial } from './pageOfAxial.ts';
import { RULES } from './rules.ts';
import { zipOfScans } from './scans.ts';

const PER_CLASS = 20;
const SETTINGS = { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Backend: 'WASM' };

test('a private window of Firefox imports, trains and keeps over a reload, and says that all goes with the window', async () => {
  const found = findBrowser('Firefox');
  const openPrivate = 'missing' in found ? undefined : found.openPrivate;
  if (!openPrivate) return test.skip(true, 'No Firefox of the system is here, and Playwright’s has no private window.');
  const [host, browser] = [await plainHost(RULES), await openPrivate()];
  try {
    const page = new PageOfAxial(browser);
    await browser.goto(host.url);
    console.log(await page.importFiles(zipOfScans(PER_CLASS)));
    await page.train(SETTINGS);
    await reload(browser);
    await page.dataSetThere();
    await page.openStage('Models');
    await page.see(/1 model in this browser/);
    const said = await evaluate(browser, () => {
      const notes = [...document.querySelectorAll('[role=tooltip]')].map((note) => note.textContent ?? '');
      return notes.find((note) => note.includes('stay on this device')) ?? '';
    });
    expect(said).toMatch(/It stores .* in this browser\. The browser may delete it when .* a private window is closed/);
    console.log(`${browser.version}: ${said}`);
  } finally {
    await browser.close();
    await host.stop();
  }
});
