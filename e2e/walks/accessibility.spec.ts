import type { Page } from '@playwright/test';
import { axeOf, expectNoSidewaysScroll, expectNoViolations } from '../accessible.ts';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../axial.ts';

const STAGES = ['Data', 'Train', 'Evaluate', 'Classify', 'Learn', 'Models'] as const;

/** A theme changes colours and nothing else: of the second one, contrast alone is looked at. Null: all rules. */
const LOOKS = [
  { colorScheme: 'dark', width: 1440, height: 900, only: null },
  { colorScheme: 'light', width: 1440, height: 900, only: 'color-contrast' },
  { colorScheme: 'light', width: 360, height: 740, only: null },
] as const;

/** @param only the rule that is looked at; null: all */
async function expectGood(page: Page, where: string, only: string | null): Promise<void> {
  await expectNoViolations(only === null ? axeOf(page) : axeOf(page).withRules(only), where);
  await expectNoSidewaysScroll(page, where);
}

declare global {
  interface Window {
    /** What was shown while there was no heading of the first level, or more than one. */
    headless?: string[];
  }
}

/** Looks after every change of the page: what axe would find of a moment that is over when it looks. */
async function watchHeadings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const headless: string[] = [];
    window.headless = headless;
    new MutationObserver(() => {
      const main = document.querySelector('main');
      const headings = [...(main?.querySelectorAll('h1') ?? [])].filter((heading) => heading.checkVisibility());
      if (!main || headings.length === 1) return;
      headless.push(`${window.location.hash}: ${main.textContent.slice(0, 80)}`);
    }).observe(document, { childList: true, subtree: true });
  });
}

test('no stage has an accessibility violation, empty or full, dark or light, wide or narrow', async ({ page }) => {
  test.setTimeout(300_000);
  await watchHeadings(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  for (const stage of STAGES) {
    await openStage(page, stage);
    await expectNoViolations(axeOf(page), `${stage}, empty`);
  }
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  for (const { colorScheme, width, height, only } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    for (const stage of STAGES) {
      await openStage(page, stage);
      await expectGood(page, `${stage}, ${colorScheme}, ${width} px`, only);
    }
    await openStage(page, 'Data');
    await page.getByRole('radio', { name: /Audit/ }).check({ force: true });
    await expect(page.getByRole('region', { name: 'Outliers' })).toBeVisible({ timeout: 60_000 });
    await expectGood(page, `Audit, ${colorScheme}, ${width} px`, only);
    await page.getByRole('radio', { name: 'Scans', exact: true }).check({ force: true });
  }
  expect(await page.evaluate(() => window.headless), 'moments without one main heading').toEqual([]);
});
