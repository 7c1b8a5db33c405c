import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, folderOfShapes, importFolder, openStage, openTestSet, test, trainToTheEnd } from '../axial.ts';
import { shapePng } from '../pictures.ts';

const CHOICE = { Preset: 'Course CNN', 'Input size': '32', Epochs: '8', Seed: '3' } as const;
/** Discs in the folder of squares. */
const MISTAKEN = 8;

/** Shapes with other names of classes: some that are new, and some that the data set has, too. */
function folderFromElsewhere(known: string): string {
  const root = mkdtempSync(join(tmpdir(), 'axial-elsewhere-'));
  for (const [kind, folder] of [
    ['disc', 'DISC'],
    ['square', 'boxes'],
  ] as const) {
    mkdirSync(join(root, folder));
    for (let i = 0; i < 20; i++) writeFileSync(join(root, folder, `${i}.png`), shapePng(kind, 900 + i));
    for (const i of [0, 1, 2, 3, 4, 5, 6, 7])
      copyFileSync(join(known, kind, `${kind} (${i}).png`), join(root, folder, `again ${i}.png`));
  }
  return root;
}

test('a model is questioned: labels that look wrong, scans from elsewhere, and a second run beside it', async ({
  page,
}) => {
  const folder = folderOfShapes(40);
  for (let i = 0; i < MISTAKEN; i++)
    writeFileSync(join(folder, 'square', `mistaken ${i}.png`), shapePng('disc', 500 + i));
  await page.goto('/');
  await importFolder(page, folder);
  await trainToTheEnd(page, CHOICE);

  await openStage(page, 'Evaluate');
  const external = page.getByRole('region', { name: 'External test', exact: true });
  await external.getByLabel('Folders of labelled scans').setInputFiles(folderFromElsewhere(folder));
  await external.getByLabel(/^boxes: 28 files/).selectOption({ label: 'square' });
  await external.getByRole('button', { name: 'Test on 56 scans' }).click();
  await expect(external.getByText(/duplicates of training or validation scans left out \(\d+ identical/)).toBeVisible();
  await expect(external.getByRole('table', { name: /beside the test set/ })).toContainText('Accuracy');
  await page.reload();
  await expect(external.getByText(/locked since/)).toBeVisible();
  await openTestSet(page);

  await page.getByRole('button', { name: 'Labels that look wrong' }).click();
  const suspects = page.getByRole('region', { name: 'Labels that look wrong' });
  await suspects
    .getByRole('checkbox', { name: /^Change mistaken/ })
    .first()
    .check();
  await suspects.getByRole('button', { name: 'Relabel 1 scan' }).click();
  await suspects.getByRole('button', { name: 'Changes in Data' }).click();
  await expect(page.getByRole('list', { name: 'Changes in force' })).toContainText('1 scan relabelled as disc');

  await trainToTheEnd(page, CHOICE);
  await openTestSet(page);
  await openStage(page, 'Models');
  const boxes = page.getByRole('checkbox', { name: /^Compare / });
  await expect(boxes).toHaveCount(2);
  for (const box of await boxes.all()) await box.check();
  await page.getByRole('button', { name: 'Compare models' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison', exact: true });
  await expect(comparison.getByRole('table', { name: 'Settings that differ' })).toContainText('version 2');
  // A label that changed makes another split: what one was tested on the other was trained on (a test is in the walk with three classes).
  const tests = comparison.getByRole('table', { name: /on the same test scans/ });
  await expect(tests.getByRole('row').nth(1)).toContainText('the same version of the data');

  await expect(
    comparison.getByText(/was trained on other scans than those in this browser, or on another version/),
  ).toBeVisible();
});
