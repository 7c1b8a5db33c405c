import { expect, test } from '@playwright/test';
import { reload } from './browsers/driver.ts';
import { findBrowser } from './browsers/find.ts';
import { PageOfAxial } from './browsers/pageOfAxial.ts';

// The other walks are Chromium's. `npm run browsers` walks the whole job in each browser.
for (const name of ['Firefox', 'WebKit'] as const) {
  test(`${name} takes the sample to a verdict, and a reload keeps the data set and the model`, async ({ baseURL }) => {
    test.setTimeout(600_000); // on a machine that others use too
    const found = findBrowser(name);
    test.skip('missing' in found, 'missing' in found ? found.missing : '');
    if ('missing' in found) return;
    const browser = await found.open();
    try {
      const page = new PageOfAxial(browser);
      await browser.goto(baseURL ?? '');
      await page.press('Try it with sample scans');
      await page.see(/^looks like /im, 300_000);

      await reload(browser);
      await page.dataSetThere();
      await page.openStage('Models');
      expect(await page.see(/\w+ CNN \d+ px/)).toBe('Compact CNN 64 px');
      console.log(`${name} ${browser.version}`);
    } finally {
      await browser.close();
    }
  });
}
