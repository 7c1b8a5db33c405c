import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeOf, expectNoViolations } from '../../accessible.ts';
import { DRAWN_DATA, expect, folderOfShapes, importFolder, test } from '../../axial.ts';
import { deepGreyPng, shapePng } from '../../pictures.ts';

const stage = (page: Page) => page.getByRole('application');

/** Fingers that move sideways from the middle of the stage, as a touch screen reports them: [from, to] in pixels for each. */
async function touch(page: Page, fingers: readonly (readonly [from: number, to: number])[]): Promise<void> {
  const box = await stage(page).boundingBox();
  if (!box) throw new Error('no stage');
  const devtools = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const points = (share: number) => fingers.map(([from, to], id) => ({ x: x + from + (to - from) * share, y, id }));
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (let step = 1; step <= 8; step++) {
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step / 8) });
  }
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('a scan is opened, looked at, compared with the network’s input and left by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  const cell = page.getByRole('gridcell').first();
  await cell.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^W 255 L 128/)).toBeVisible();
  await expect(stage(page)).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('2 of 8', { exact: true })).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText(/^x 32, y 32: \d+$/).first()).toBeVisible(); // the middle of 64 x 64
  await page.keyboard.press('r');
  await expect(page.getByText('turned right').first()).toBeVisible();
  await page.keyboard.press('0');
  await expect(page.getByText('turned right')).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page.getByRole('img', { name: 'What the network sees of this scan' })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(stage(page)).toHaveCount(0);
  await expect(page.getByRole('gridcell').nth(1)).toBeFocused(); // the one that was shown last
});

test('the viewer has no accessibility violation, dark or light, wide or narrow', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  await page.getByRole('gridcell').first().click();
  await page.getByRole('button', { name: 'Network’s input' }).click();
  for (const [colorScheme, width] of [
    ['dark', 1440],
    ['light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    await expectNoViolations(axeOf(page).include('dialog'), `the viewer at ${width} px`);
    const sideways = await page.locator('dialog').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect(sideways, `the viewer at ${width} px scrolls sideways`).toBeLessThanOrEqual(0);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 });

  test('a finger leafs through scans that are whole, two zoom, and a tap reads a pixel', async ({ page }) => {
    await page.goto('/');
    await importFolder(page, folderOfShapes(4));
    await page.getByRole('gridcell').first().tap();
    const zoom = page.getByText(/^W 255 L 128 · \d+ %$/);
    await expect(zoom).toBeVisible();
    const percent = async () => Number(/(\d+) %/.exec((await zoom.textContent()) ?? '')?.[1]);
    const whole = await percent();
    await touch(page, [[60, -60]]);
    await expect(page.getByText('2 of 8', { exact: true })).toBeVisible();
    await touch(page, [
      [-40, -80],
      [40, 80],
    ]);
    await expect.poll(percent).toBeGreaterThan(1.8 * whole);
    await expect(page.getByText('2 of 8', { exact: true })).toBeVisible();
    await stage(page).tap();
    await expect(page.getByText(/^x 3\d, y 3\d: \d+$/).first()).toBeVisible();
  });
});

test('a megapixel of 16 bits keeps its values, and its window follows the hand', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-deep-'));
  for (const [name, offset] of [
    ['a', 0],
    ['b', 9],
  ] as const) {
    mkdirSync(join(root, name));
    const ramp = deepGreyPng(1024, 1024, (x, y) => 40 * x + y + offset);
    writeFileSync(join(root, name, `${name}.png`), ramp);
  }
  await page.goto('/');
  await importFolder(page, root);
  await page.getByRole('gridcell', { name: /, a, / }).click();
  await expect(page.getByText(/^W \d+/)).toBeVisible();
  await page.keyboard.press('3'); // full range: 0 to 40 * 1023 + 1023
  await expect(page.getByText(/^W 41943 L 20972/)).toBeVisible();
  const box = await stage(page).boundingBox();
  if (!box) throw new Error('no stage');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  const words =
    (await page
      .getByText(/^x \d+, y \d+: \d+$/)
      .first()
      .textContent()) ?? '';
  const [, column, row, value] = (/x (\d+), y (\d+): (\d+)/.exec(words) ?? []).map(Number);
  expect(value).toBe(40 * (column ?? 0) + (row ?? 0));

  await page.mouse.down({ button: 'right' });
  for (let i = 1; i <= 40; i++) await page.mouse.move(x - 5 * i, y - i);
  await page.mouse.up({ button: 'right' });
  await expect(page.getByText(/^W 2097[12] L 16777/)).toBeVisible(); // 200 and 40 of 400 pixels
});

test('a DICOM series is scrolled slice by slice, in its own values', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'axial-series-'));
  cpSync(join(DRAWN_DATA, 'dicom/series'), join(root, 'T1'), { recursive: true });
  mkdirSync(join(root, 'other'));
  writeFileSync(join(root, 'other', 'disc.png'), shapePng('disc', 0));
  await page.goto('/');
  await importFolder(page, root);
  await page.getByRole('gridcell', { name: 'slice-01.dcm' }).click();
  await expect(page.getByText('Slice 1 of 12', { exact: true })).toBeVisible();
  await expect(page.getByText('Modality', { exact: true })).toBeVisible();
  await stage(page).hover();
  await page.keyboard.press('2');
  await Promise.all([busyFor(page, 800), ...[1, 2, 3].map(() => page.mouse.wheel(0, 100))]); // Chromium joins the last two
  await expect(page.getByText('Slice 4 of 12', { exact: true })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText('Slice 12 of 12', { exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Automatic/ })).toBeChecked(); // the look stays through the series
  await expect(page.getByText(/is black to it and .* white/)).toBeVisible();
});

test('a scan is excluded in the viewer and taken back there, and the keys go on', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  await page.getByRole('gridcell').first().click();
  const viewer = page.getByRole('dialog');
  await expect(viewer.getByText('1 of 8', { exact: true })).toBeVisible();
  await viewer.getByRole('button', { name: 'Exclude it' }).click();
  await expect(viewer.getByText('1 of 7', { exact: true })).toBeVisible();
  await viewer.getByRole('button', { name: 'Undo' }).click();
  await expect(viewer.getByText('1 of 8', { exact: true })).toBeVisible();
  await expect(stage(page)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText('2 of 8', { exact: true })).toBeVisible();

  await viewer.getByRole('button', { name: 'Exclude it' }).click();
  await expect(viewer.getByText('2 of 7', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByText('Excluded 1', { exact: true }).click();
  await page.getByRole('gridcell').first().click();
  await expect(viewer.getByText(/To include it again, go to Audit, Changes/)).toBeVisible();
});

/** Keeps the page from all else for so long, as a long task does. */
const busyFor = (page: Page, ms: number) =>
  page.evaluate((until) => {
    const end = performance.now() + until;
    while (performance.now() < end);
  }, ms);
