import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test } from './axial.ts';

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
  await expect(bar).toContainText(/Compact CNN, 64 px, 30 epochs, \d+ training scans, at most about \d+ (s|min)/);
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
