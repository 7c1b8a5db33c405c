import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openStage, test } from './axial.ts';

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect(found).toEqual([]);
}

test('the course by keyboard, from a cold start on the sample: every step, another filter, a neuron switched off', async ({
  page,
}) => {
  await page.goto('/');
  await openStage(page, 'Learn');
  await page.getByRole('button', { name: 'Use the sample scans' }).press('Enter');

  // The scans are there long before the network is trained: the course begins with one that knows nothing.
  await expect(page.getByText('It has learned nothing').or(page.getByText('Random weights so far'))).toBeVisible();
  await expect(page.getByLabel('Network', { exact: true })).toHaveValue(/^(?!untrained)/, { timeout: 90_000 });

  const steps = await page.getByRole('navigation', { name: 'Contents' }).getByRole('link').count();
  for (let step = 1; ; step += 1) {
    await expect(page.getByText(`Step ${step} of ${steps}`)).toBeVisible();
    await expectAccessible(page, `step ${step}`);
    if (step === steps) break;
    await page.keyboard.press('ArrowRight');
  }

  await page.goto(page.url().replace(/#.*/, '#/learn/convolution'));
  await expect(page.getByText('Same as the network: yes.')).toBeVisible();
  await page.getByLabel('Filter', { exact: true }).selectOption({ label: 'Your own' });
  await page.getByLabel('Weights of the filter, row 2, column 2').fill('2.5');
  await expect(page.getByText('Same as the network: yes.')).toBeVisible();
});
