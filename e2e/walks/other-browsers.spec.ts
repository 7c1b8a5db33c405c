import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DRAWN_DATA } from '../axial.ts';
import { reload } from '../browsers/driver.ts';
import { findBrowser } from '../browsers/find.ts';
import { PageOfAxial } from '../browsers/pageOfAxial.ts';
import { zipOfScans } from '../browsers/scans.ts';

// The other walks are Chromium's. `npm run browsers` walks the whole job, the sample included, in each browser.
for (const name of ['Firefox', 'WebKit'] as const) {
  test(`${name} takes scans to a verdict, and a reload keeps the data set and the model`, async ({ baseURL }) => {
    test.setTimeout(600_000); // on a machine that others use too
    const found = findBrowser(name);
    test.skip('missing' in found, 'missing' in found ? found.missing : '');
    if ('missing' in found) return;
    const browser = await found.open();
    try {
      const page = new PageOfAxial(browser);
      await browser.goto(baseURL ?? '');
      await page.importFiles(zipOfScans(12));
      await page.train({ Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Backend: 'WASM' });
      await page.openStage('Classify');
      await page.chooseFiles('Scans to classify', join(DRAWN_DATA, 'png/grey8.png'));
      await page.see(/looks like /i, 120_000);

      await reload(browser);
      await page.dataSetThere();
      await page.openStage('Models');
      expect(await page.see(/\w+ CNN \d+ px/)).toBe('Compact CNN 32 px');
      console.log(`${name} ${browser.version}`);
    } finally {
      await browser.close();
    }
  });
}
