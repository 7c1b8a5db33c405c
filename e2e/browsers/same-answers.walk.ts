import { expect, test } from '@playwright/test';
import { plainHost } from '../plainHost.ts';
import { classify, largestDifference } from './classify.ts';
import { type Driver, reload } from './driver.ts';
import { type BrowserName, findBrowser } from './find.ts';
import { PageOfAxial } from './pageOfAxial.ts';
import { RULES } from './rules.ts';
import { SOURCE, zipOfDrawnFiles, zipOfScans } from './scans.ts';
import { Table } from './table.ts';

const PER_CLASS = 50;

const largest = (here: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>) =>
  String(largestDifference(here, there));

test('one model answers the same in every browser, to 1e-6, and refuses the same files', async () => {
  const host = await plainHost(RULES);
  const table = new Table();
  const scans = zipOfScans(PER_CLASS, 60);
  const drawn = zipOfDrawnFiles();
  const what = 'largest difference to Chromium';

  const withPage = async <T>(
    name: BrowserName,
    work: (page: PageOfAxial, browser: Driver) => Promise<T>,
  ): Promise<T | null> => {
    const found = findBrowser(name);
    if ('missing' in found) {
      table.add(name, '-', what, `skipped: ${found.missing}`);
      return null;
    }
    const browser = await found.open();
    try {
      await browser.goto(host.url);
      return await work(new PageOfAxial(browser), browser);
    } finally {
      await browser.close();
    }
  };

  const answersOf = async (page: PageOfAxial, browser: Driver) => {
    const ofScans = await classify(page, scans);
    await reload(browser); // the results of before are gone
    return { ofScans, ofDrawn: await classify(page, drawn) };
  };

  try {
    const chromium = await withPage('Chromium', async (page, browser) => {
      await page.importFiles(zipOfScans(60));
      await page.train({ Preset: 'Compact CNN', 'Input size': '64', Epochs: '2', Seed: '3', Backend: 'WASM' });
      await page.openStage('Models');
      const model = await page.download('Download model');
      return { model, ...(await answersOf(page, browser)) };
    });
    if (!chromium) throw new Error('There is no Chromium.');
    // Not one constant answer.
    expect(new Set(chromium.ofScans.values()).size).toBeGreaterThan(PER_CLASS);
    expect(new Set(chromium.ofDrawn.values()).size).toBeGreaterThan(20);
    for (const name of ['Firefox', 'WebKit'] as const) {
      await withPage(name, async (page, browser) => {
        await page.openStage('Models');
        await page.chooseFiles('Model file', chromium.model);
        await page.see(/Compact CNN 64 px/);
        const { ofScans, ofDrawn } = await answersOf(page, browser);
        const { size } = chromium.ofDrawn;
        table.add(name, page.version, `${2 * PER_CLASS} ${SOURCE}, ${what}`, largest(chromium.ofScans, ofScans));
        table.add(
          name,
          page.version,
          `${size} drawn files of every format, ${what}`,
          largest(chromium.ofDrawn, ofDrawn),
        );
      });
    }
  } finally {
    console.log(`\n${table}\n`);
    await host.stop();
  }
});
