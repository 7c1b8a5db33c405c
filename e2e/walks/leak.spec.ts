import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chooseTraining, expect, importFolder, openStage, test, testResults } from '../axial.ts';
import { greyPng } from '../pictures.ts';
import { random } from '../random.mjs';

const ORIGINALS = 100;
/** Near-copies of most patterns; every fourth pair of patterns stands alone. */
const COPIES = 3;
const SIDE = 64;

/**
 * Two classes of patterns that have nothing to do with their class, each in near-copies: whoever has not seen a pattern can
 * only guess, whoever has learned its copy by heart is right.
 */
function folderOfCopies(): string {
  const root = mkdtempSync(join(tmpdir(), 'axial-leak-'));
  const next = random(7);
  for (let original = 0; original < ORIGINALS; original++) {
    const folder = join(root, original % 2 === 0 ? 'even' : 'odd');
    mkdirSync(folder, { recursive: true });
    const waves = Array.from({ length: 6 }, () => ({
      ...{ x: (next() - 0.5) * 0.4, y: (next() - 0.5) * 0.4 },
      phase: next() * 2 * Math.PI,
    }));
    for (let copy = 0; copy < (original % 8 < 6 ? COPIES : 1); copy++) {
      const picture = greyPng(SIDE, SIDE, (x, y) => {
        const wave = waves.reduce((sum, each) => sum + Math.cos(each.x * x + each.y * y + each.phase), 0);
        return 128 + 28 * wave + copy + 4 * (next() - 0.5);
      });
      writeFileSync(join(folder, `pattern ${original}, copy ${copy}.png`), picture);
    }
  }
  return root;
}

async function openAudit(page: Page) {
  await openStage(page, 'Data');
  await page.getByRole('radio', { name: /Audit/ }).locator('..').click();
  return page.getByRole('region', { name: 'Data leakage check' });
}

/** Rows of the comparison: accuracy in percent by the name in the first column. */
async function accuracies(page: Page): Promise<Map<string, number>> {
  const rows = await page
    .getByRole('table', { name: 'The same network on both splits' })
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  return new Map(rows.map(([name = '', , accuracy = '']) => [name, Number.parseFloat(accuracy)]));
}

test('the same network seems far better on a random split of scans that have copies, and is shown why', async ({
  page,
}) => {
  test.setTimeout(420_000);
  await page.goto('/');
  await importFolder(page, folderOfCopies());
  await chooseTraining(page, {
    Preset: 'Course CNN',
    'Input size': '32',
    Epochs: '15',
    'Batch size': '8',
    Backend: 'Auto',
  });
  const leak = await openAudit(page);
  await leak.getByRole('button', { name: 'Measure leakage' }).click();
  await leak.getByText('Course CNN, 32 px, 15 epochs, as in Train').click();
  await expect(leak.getByText(/On a random split \d+ of \d+ test scans would have a/)).toBeVisible();
  await expect(leak.getByText(/At most about .* for both at .* scans\/s/)).toBeVisible({ timeout: 60_000 });
  await leak.getByRole('button', { name: 'Train both' }).click();
  await expect(leak.getByText('Training 1 of 2: on the random split')).toBeVisible();
  await expect(leak.getByText(/the network seems \d+\.\d points better than it is/)).toBeVisible({ timeout: 300_000 });
  await expect(
    leak.getByText(/\d+ of the \d+ test scans of the random split have a duplicate.*on the \d+ without/),
  ).toBeVisible();
  const found = await accuracies(page);
  console.log(`the leak: ${[...found].map(([name, accuracy]) => `${name} ${accuracy} %`).join('; ')}`);
  expect(found.get('with a duplicate in training')).toBeGreaterThan(80);
  expect((found.get('Random split') ?? 0) - (found.get('Grouped split') ?? 100)).toBeGreaterThan(15);

  await page.reload(); // nothing but the two models is kept
  await openAudit(page);
  await expect(leak.getByText(/points better than it is/)).toBeVisible();
  await expect(leak.getByRole('row', { name: /^with a duplicate/ })).toBeVisible({ timeout: 60_000 });
  expect(await accuracies(page)).toEqual(found);

  await openStage(page, 'Models');
  await expect(page.getByRole('heading', { name: 'Leak, random split: Course CNN 32 px' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Leak, grouped split: Course CNN 32 px' })).toBeVisible();
  await expect(page.getByText(/data version 1, the current one/).first()).toBeVisible();

  const all = await testResults(page);
  await page.getByText(/^Matched on size/).click();
  await expect(page.getByText(/of each class, with the same sizes and shapes/)).toBeVisible();
  expect(all.get('accuracy')).toBe(found.get('Grouped split'));
  const lead = page.getByRole('region', { name: 'Model vs. shortcut baselines' });
  await expect(lead.getByText(/The network (leads|has no lead)/)).toBeVisible({ timeout: 60_000 });
  await expect(lead.getByRole('row', { name: /^Width and height/ })).toBeVisible();
});
