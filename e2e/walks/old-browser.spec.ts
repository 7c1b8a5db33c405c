import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';

/** What browsers of before lacked; each function runs in the page before its scripts. */
const LACKING: readonly (readonly [feature: string, remove: () => void])[] = [
  ['Promise.withResolvers', () => Reflect.deleteProperty(Promise, 'withResolvers')],
  ['AbortSignal.any', () => Reflect.deleteProperty(AbortSignal, 'any')],
  ['light-dark() in CSS', () => Reflect.set(CSS, 'supports', () => false)],
  ['popover', () => Reflect.deleteProperty(HTMLElement.prototype, 'popover')],
  ['OffscreenCanvas', () => Reflect.deleteProperty(globalThis, 'OffscreenCanvas')],
];
const NEEDED = 'Axial needs a newer browser: Chrome or Edge 123, Firefox 125, Safari 17.5, or any later version.';

for (const [feature, remove] of LACKING)
  test(`a browser without ${feature} is told which one is needed`, async ({ page }) => {
    await page.addInitScript(remove);
    await page.goto('/');
    await expect(page.getByRole('alert')).toHaveText(`${NEEDED} This one lacks ${feature}.`);
    await expect(page.getByRole('button')).toHaveCount(0);
  });

test('a browser of today is told nothing of the kind', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try it with sample scans' })).toBeVisible();
  await expect(page.getByText('newer browser')).toHaveCount(0);
});

test('without JavaScript the page says that it needs it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByText(/^Axial needs JavaScript/)).toBeVisible();
  await context.close();
});

test('the script that tells is one that the oldest browsers can read', () => {
  const script = readFileSync(resolve(import.meta.dirname, '../../public/old-browser.js'), 'utf8');
  const code = script.replace(/\/\/.*$/gm, '');
  expect(code).not.toMatch(/=>|`|\?\.|\?\?|\.\.\.|\b(const|let|class|async|await|import|export|of)\b/);
});
