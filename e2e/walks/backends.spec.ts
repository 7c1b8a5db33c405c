import { chromium, expect, type Page, test } from '@playwright/test';
import {
  chooseSmallNetwork,
  chooseTraining,
  folderOfShapes,
  importFolder,
  openStage,
  trainToTheEnd,
} from '../axial.ts';
import { findChromium } from '../chromium.mjs';

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
    await page.getByLabel('Backend', { exact: true }).selectOption({ label: 'WebGPU' });
    await expect(page.getByText(/no WebGPU/i).first()).toBeVisible();
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
    await chooseTraining(page, { ...SMALL, Preset: 'Course CNN' });
    await chooseSmallNetwork(page); // without a compiler everything takes fifty times as long
    await trainToTheEnd(page, { Backend: 'Auto' });
    await expect(page.getByText(/CPU/).first()).toBeVisible();
  });
});

test('Auto measures the backends at the network, shows their figures and why, and remembers them', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(8));
  await chooseTraining(page, { ...SMALL, Backend: 'Auto' });
  await page.getByText('Backend speed').click();
  const backends = page.getByRole('table', { name: 'Backends on this device' });
  const row = (name: string) => backends.getByRole('row').filter({ hasText: name });
  await expect(row('WASM')).toContainText(/Auto.*\d scans\/s/, { timeout: 60_000 });
  await expect(row('WebGL')).toContainText(/(under )?\d.* scans\/s|no step in time/);
  await expect(page.getByText('Uses WASM, the fastest one measured here.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Measured \d/ })).toBeVisible();
  const figures = await row('WASM').textContent();

  await page.reload();
  await openStage(page, 'Train');
  await expect(page.getByText('Uses WASM, the fastest one measured here.')).toBeVisible();
  await page.getByText('Backend speed').click();
  expect(await row('WASM').textContent()).toBe(figures);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText(/WASM, SIMD.*The fastest here: \d+ scans\/s; WebGL /)).toBeVisible();

  await page.getByText('Backend speed').click();
  await page.getByRole('button', { name: 'Measure again' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: /^Measuring/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Measured \d/ })).toBeVisible({ timeout: 60_000 });
});

test('where WebGPU can be had a network is trained on it', async ({ baseURL }) => {
  await inBrowserWith(['--enable-unsafe-swiftshader', '--enable-unsafe-webgpu'], baseURL, async (page) => {
    await importFolder(page, folderOfShapes(4));
    await chooseTraining(page, { ...SMALL, Preset: 'Course CNN', Backend: 'WebGPU' });
    test.skip(
      await page
        .getByText(/no WebGPU/i)
        .first()
        .isVisible(),
      'this browser has no WebGPU, not even by software',
    );
    await chooseSmallNetwork(page); // each kind of step is a shader, which a processor compiles for seconds
    await trainToTheEnd(page, { Backend: 'WebGPU' }, 170_000);
    await expect(page.getByText(/WebGPU ·/)).toBeVisible();
  });
});
