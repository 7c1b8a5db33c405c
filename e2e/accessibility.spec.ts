import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from './axial.ts';

const STAGES = ['Data', 'Train', 'Evaluate', 'Classify', 'Models'] as const;

async function expectNoViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

test('no stage has an accessibility violation, empty or full, dark or light, wide or narrow', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  for (const stage of STAGES) {
    await openStage(page, stage);
    await expectNoViolations(page, `${stage}, empty`);
  }
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  for (const colorScheme of ['dark', 'light'] as const) {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 360, height: 740 },
    ]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      for (const stage of STAGES) {
        await openStage(page, stage);
        await expectNoViolations(page, `${stage}, ${colorScheme}, ${viewport.width} px`);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${stage} at ${viewport.width} px scrolls sideways`).toBeLessThanOrEqual(0);
      }
    }
  }
});
