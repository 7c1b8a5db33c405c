import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from './axial.ts';

const STAGES = ['Data', 'Train', 'Evaluate', 'Classify', 'Learn', 'Models'] as const;

/** `rules`: all of them where none are named. */
async function expectNoViolations(page: Page, where: string, ...rules: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

async function expectGood(page: Page, where: string, ...rules: string[]): Promise<void> {
  await expectNoViolations(page, where, ...rules);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
}

test('no stage has an accessibility violation, empty or full, dark or light, wide or narrow', async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  for (const stage of STAGES) {
    await openStage(page, stage);
    await expectNoViolations(page, `${stage}, empty`);
  }
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 360, height: 740 },
  ]) {
    for (const colorScheme of ['dark', 'light'] as const) {
      // The theme changes colours and nothing else.
      const rules = colorScheme === 'light' ? ['color-contrast'] : [];
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      for (const stage of STAGES) {
        await openStage(page, stage);
        await expectGood(page, `${stage}, ${colorScheme}, ${viewport.width} px`, ...rules);
      }
      await openStage(page, 'Data');
      await page.getByRole('radio', { name: /Audit/ }).check({ force: true });
      await expect(page.getByRole('region', { name: 'Outliers' })).toBeVisible({ timeout: 60_000 });
      await expectGood(page, `Audit, ${colorScheme}, ${viewport.width} px`, ...rules);
      await page.getByRole('radio', { name: 'Scans', exact: true }).check({ force: true });
    }
  }
});
