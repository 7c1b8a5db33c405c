import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../axial.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 820, height: 1000 },
  { width: 360, height: 740 },
];
const MOST_TAB_STOPS = 29;

/** Presses Tab until the focus comes round to where it began. */
async function tabStops(page: Page): Promise<number> {
  const mark = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'away';
      if (at.hasAttribute('data-tabbed')) return 'again';
      at.setAttribute('data-tabbed', '');
      return 'new';
    });
  for (let stops = 0; ; stops += 1) {
    await page.keyboard.press('Tab');
    if ((await mark()) !== 'new') return stops;
  }
}

/** Names of what reaches over the right edge of the page. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    const wide = main && main.scrollWidth > main.clientWidth ? ['main'] : [];
    return document.documentElement.scrollWidth > document.documentElement.clientWidth ? [...wide, 'page'] : wide;
  });

test('Train is in view with what it starts and how long that takes, at every width, and few tab stops away', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(12));
  await openStage(page, 'Train');
  const button = page.getByRole('button', { name: 'Train', exact: true });
  await expect(button).toBeEnabled();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expect(button).toBeInViewport({ ratio: 1 });
    expect(await overflowing(page)).toEqual([]);
  }
  const bar = page.getByRole('region', { name: 'Start training' });
  await expect(bar).toContainText(/Compact CNN, 64 px, 60 epochs, \d+ training scans, at most about \d+ (s|min)/);
  expect(await tabStops(page)).toBeLessThanOrEqual(MOST_TAB_STOPS);

  await page.reload();
  await page.getByRole('button', { name: 'Skip to content' }).waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.getByRole('button', { name: 'More settings' }).click();
  const help = await page.getByRole('button', { name: 'What is learning rate?' }).boundingBox();
  expect([help?.width, help?.height]).toEqual([24, 24]);

  await page.getByLabel('Epochs', { exact: true }).fill('0');
  await expect(button).toBeDisabled();
  await expect(bar).toContainText('Epochs: enter a whole number from 1 to 1000.');
});

/** Right edges of what a stage is made of, in CSS pixels, without what goes to the edge of the window on purpose. */
const rightEdges = (page: Page) =>
  page.evaluate(() => {
    const stage = document.querySelector('main > :not(.visually-hidden)');
    const isFramed = (part: Element) => part.matches('section, header, article, ul, dl, [class*="card"]');
    const right = (part: Element) => Math.round(part.getBoundingClientRect().right);
    return [...(stage?.children ?? [])].flatMap((part) => {
      if (!part.matches('div:has(> section, > header, > article)')) return isFramed(part) ? [right(part)] : [];
      return [Math.max(...[...part.children].filter(isFramed).map(right))]; // of parts beside each other
    });
  });

/** Cells of tables whose text is cut, and says so by no mark or cannot be read in full. */
const cutCells = (page: Page) =>
  page.evaluate(() => {
    const inCells = [...document.querySelectorAll<HTMLElement>('main :is(th, td), main :is(th, td) *')];
    const cut = inCells.filter((each) => {
      const style = getComputedStyle(each);
      const isCut = style.overflowX !== 'visible' && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
      if (!isCut || each.closest('.visually-hidden')) return false;
      return style.textOverflow !== 'ellipsis' || !each.closest('[title]');
    });
    return cut.map((each) => `${each.tagName} ${each.textContent}`);
  });

test('on every stage content ends at one right edge, no cell is cut without a mark, and nothing is wider than the page', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  const cells = page.getByRole('grid').getByRole('gridcell');
  await expect(cells.nth(0)).toHaveAccessibleName(/, disc, /);
  await expect(cells.nth(1)).toHaveAccessibleName(/, square, /);
  await expect(cells.nth(2)).toHaveAccessibleName(/, disc, /);
  const grid = await page.getByRole('grid').boundingBox();
  expect((grid?.x ?? 0) + (grid?.width ?? 0)).toBeGreaterThan(1270); // scans go to the edge on purpose
  const next = await page.getByRole('button', { name: 'Choose a network' }).boundingBox();
  const list = await page.getByRole('group', { name: 'Class shown' }).locator('..').boundingBox();
  expect((next?.x ?? 0) + (next?.width ?? 0)).toBeCloseTo((list?.x ?? 0) + (list?.width ?? 0), 0);

  await trainToTheEnd(page, { Epochs: '2', 'Input size': '32', Backend: 'WASM' });
  await openStage(page, 'Classify');
  const scans = readdirSync(join(folderOfShapes(3), 'disc'), { withFileTypes: true });
  await page.getByLabel('Scans to classify').setInputFiles(scans.map(({ parentPath, name }) => join(parentPath, name)));
  await expect(page.getByRole('table', { name: 'Results by file' }).locator('tbody tr').nth(2)).toBeVisible();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const stage of ['Data', 'Train', 'Evaluate', 'Classify', 'Models'] as const) {
      await openStage(page, stage);
      await expect(page.getByRole('main', { name: stage })).toBeVisible();
      await expect(page.getByRole('main').locator('h1, h2').first()).toBeAttached();
      expect(await overflowing(page), `${stage} at ${size.width}`).toEqual([]);
      expect(await cutCells(page), `${stage} at ${size.width}`).toEqual([]);
      expect([...new Set(await rightEdges(page))].length, `right edges of ${stage} at ${size.width}`).toBeLessThan(2);
    }
  }
});
