import { readFileSync } from 'node:fs';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../axial.ts';

test('a recipe is dropped and repeats the training with the same figures; a model is fine-tuned, and its card names it', async ({
  page,
}) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3', Backend: 'WASM' });

  await page.getByRole('button', { name: 'Use elsewhere…' }).click(); // at the end of Train
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Recipe' }).click();
  const recipe = readFileSync(await (await downloading).path());
  await openStage(page, 'Models');
  await page
    .getByLabel('Model file')
    .setInputFiles({ name: 'x.recipe.json', mimeType: 'application/json', buffer: recipe });
  await expect(page.getByText('the same 48 scans, by their hashes')).toBeVisible();
  await expect(page.getByText('as in the recipe')).toBeVisible();
  await trainToTheEnd(page, {});
  await expect(page.getByText(/^Same figures, on \d+ validation scans\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Close the recipe' }).click();

  await page.getByText('Start from', { exact: true }).click();
  await page.getByLabel('Initial weights').selectOption({ index: 1 });
  await trainToTheEnd(page, {});
  await openStage(page, 'Models');
  await expect(page.getByText(/^Compact CNN 32 px, .+ 2 \([0-9a-f]{12}\), first \d+ layers frozen$/)).toBeVisible();
});
