import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DRAWN_DATA, expect, openStage, test } from './axial.ts';

async function expectAccessible(page: Page, where: string): Promise<void> {
  // Contrast, which takes most of the time, is looked at in both themes by the page of states, on every step.
  const axe = new AxeBuilder({ page }).setLegacyMode().include('main').disableRules(['color-contrast']);
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect(found).toEqual([]);
}

test('the course by keyboard, from a cold start on the sample: every step, another filter, a neuron switched off', async ({
  page,
}) => {
  test.setTimeout(300_000); // fourteen steps are looked at by axe
  await page.goto('/');
  await openStage(page, 'Learn');
  await page.getByRole('button', { name: 'Use the sample scans' }).press('Enter');

  // The scans are there long before the network is trained: the course begins with one that knows nothing.
  await expect(page.getByText('Random weights so far')).toBeVisible();
  const steps = await page.getByRole('navigation', { name: 'Contents' }).getByRole('link').count();
  for (let step = 1; ; step += 1) {
    await expect(page.getByText(`Step ${step} of ${steps}`)).toBeVisible();
    await expect(page.getByText(/^(Running|Reading|Loading)/)).toHaveCount(0);
    await expectAccessible(page, `step ${step}`);
    if (step === steps) break;
    // The button of the first step leads on as the arrow key does, and the new heading takes the focus that it leaves.
    if (step > 1) await page.keyboard.press('ArrowRight');
    else await page.getByRole('button', { name: /^Next: / }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  }
  await expect(page.getByLabel('Network', { exact: true })).toHaveValue(/^(?!untrained)/, { timeout: 90_000 });

  await page.getByRole('link', { name: /Dense layer and output/ }).press('Enter');
  await expect(page.getByText('Same as Classify: yes.')).toBeVisible();
  const sum = page.getByRole('row', { name: /^Sum: the logit/ });
  const whole = await sum.textContent();
  await page.getByRole('switch').first().press('Space');
  await expect(sum).not.toHaveText(whole ?? '');
  await expect(page.getByText(`With every input on: logit ${whole?.replace('Sum: the logit', '')}`)).toBeVisible();

  await page
    .getByRole('link', { name: /Convolution/ })
    .first()
    .press('Enter');
  await expect(page.getByText('Same as the network: yes.')).toBeVisible();
  const value = page.getByText(/network has [\d.−-]+ here/);
  const before = await value.textContent();
  await page.getByLabel('Filter', { exact: true }).selectOption({ label: 'Your own' });
  await page.getByLabel('Weights of the filter, row 2, column 2').fill('2.5');
  await expect(value).not.toHaveText(before ?? '');
  await expect(page.getByText('Same as the changed network: yes.')).toBeVisible();
  await expect(page.getByText('With this filter in place of its own')).toBeVisible();

  // On paper each pixel of both maps is a shape, and what can only be pressed is gone.
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('article svg[shape-rendering]')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Show the answer' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await page.getByLabel('Own scan', { exact: true }).setInputFiles(join(DRAWN_DATA, 'png/grey8.png'));
  await expect(page).toHaveURL(/#\/learn\/convolution\?scan=own/);
  await expect(page.getByText('a scan of your own')).toBeVisible();
  await expect(page.getByText('Same as the changed network: yes.')).toBeVisible();
});
