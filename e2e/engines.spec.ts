import { chromium, expect, type Page, test } from '@playwright/test';
import { folderOfShapes, importFolder, openStage, trainToTheEnd } from './axial.ts';
import { findChromium } from './chromium.mjs';

/** A page in a browser that was started with these switches. */
async function inBrowserWith(switches: string[], baseURL: string | undefined, walk: (page: Page) => Promise<void>) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', ...switches] });
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? '' });
    await page.goto('/');
    await walk(page);
  } finally {
    await browser.close();
  }
}

const NO_WEBGL = ['--disable-gpu', '--disable-software-rasterizer'];
const SMALL = { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' };

test('without WebGL the page says so, and trains on WASM', async ({ baseURL }) => {
  await inBrowserWith(NO_WEBGL, baseURL, async (page) => {
    await importFolder(page, folderOfShapes(8));
    await openStage(page, 'Train');
    await page.getByLabel('Backend', { exact: true }).selectOption({ label: 'WebGL' });
    await expect(page.getByText(/no WebGL/i).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await trainToTheEnd(page, { ...SMALL, Backend: 'Auto' });
    await expect(page.getByText(/WASM/).first()).toBeVisible();
  });
});

test('without WebAssembly the page says so, and trains on the plain CPU backend', async ({ baseURL }) => {
  await inBrowserWith([...NO_WEBGL, '--js-flags=--jitless'], baseURL, async (page) => {
    await importFolder(page, folderOfShapes(4));
    await openStage(page, 'Train');
    await page.getByLabel('Backend', { exact: true }).selectOption({ label: 'WASM' });
    await expect(page.getByText(/WebAssembly switched off/i).first()).toBeVisible();
    await trainToTheEnd(page, { ...SMALL, Backend: 'Auto' });
    await expect(page.getByText(/CPU/).first()).toBeVisible();
  });
});
