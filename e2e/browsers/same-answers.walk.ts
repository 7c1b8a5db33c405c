import { expect, test } from '@playwright/test';
import { plainHost } from '../plainHost.ts';
import { classify, largestDifference } from './classify.ts';
import { type BrowserName, findBrowser } from './find.ts';
import { PageOfAxial } from './pageOfAxial.ts';
import { RULES } from './rules.ts';
import { SOURCE, zipOfScans } from './scans.ts';
import { Table } from './table.ts';

const PER_CLASS = 50;

test('one model answers the same in every browser, to 1e-6', async () => {
  const host = await plainHost(RULES);
  const table = new Table();
  const scans = zipOfScans(PER_CLASS, 60);
  const what = `${2 * PER_CLASS} ${SOURCE}, largest difference to Chromium`;

  const withPage = async <T>(name: BrowserName, work: (page: PageOfAxial) => Promise<T>): Promise<T | null> => {
    const found = findBrowser(name);
    if ('missing' in found) {
      table.add(name, '-', what, `skipped: ${found.missing}`);
      return null;
    }
    const browser = await found.open();
    try {
      await browser.goto(host.url);
      return await work(new PageOfAxial(browser));
    } finally {
      await browser.close();
    }
  };

  try {
    const chromium = await withPage('Chromium', async (page) => {
      await page.importFiles(zipOfScans(60));
      await page.train({ Preset: 'Compact CNN', 'Input size': '64', Epochs: '2', Seed: '3', Backend: 'WASM' });
      await page.openStage('Models');
      const model = await page.download('Download model');
      return { model, answers: await classify(page, scans) };
    });
    if (!chromium) throw new Error('There is no Chromium.');
    expect(new Set(chromium.answers.values()).size).toBeGreaterThan(PER_CLASS); // not one constant answer
    for (const name of ['Firefox', 'WebKit'] as const) {
      await withPage(name, async (page) => {
        await page.openStage('Models');
        await page.chooseFiles('Model file', chromium.model);
        await page.see(/Compact CNN 64 px/);
        table.add(name, page.version, what, String(largestDifference(chromium.answers, await classify(page, scans))));
      });
    }
  } finally {
    console.log(`\n${table}\n`);
    await host.stop();
  }
});
