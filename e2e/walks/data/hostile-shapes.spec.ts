import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { zipFile } from '../../../src/archive/zipFile.fixture.ts';
import { expect, openStage, test, trainToTheEnd } from '../../axial.ts';
import { shapePng } from '../../pictures.ts';

// Sets of files that are hostile by their names, their number or their depth, through the page's own import.

// Memory is told at once, and not when the browser next finds the time.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--enable-blink-features=ForceEagerMeasureMemory'] }),
});

const BROKEN = Buffer.from('this is no picture');

function zipOf(files: readonly (readonly [name: string, content: Buffer])[]) {
  const buffer = Buffer.from(zipFile(files.map(([name, content]) => ({ name, content, method: 0, flags: 0x800 }))));
  return { name: 'set.zip', mimeType: 'application/zip', buffer };
}

async function choose(page: Page, zip: ReturnType<typeof zipOf>): Promise<void> {
  await openStage(page, 'Data');
  await page.getByLabel('Data set files').setInputFiles(zip);
}

async function importZip(page: Page, zip: ReturnType<typeof zipOf>, outcome: string): Promise<void> {
  await choose(page, zip);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(outcome).first()).toBeVisible({ timeout: 120_000 });
}

/** What Data says of a class. */
const classFigure = (page: Page, name: string) => page.getByRole('term').filter({ hasText: name });

const shapes = (perClass: number, classes: readonly string[]) =>
  classes.flatMap((name, place) =>
    Array.from(
      { length: perClass },
      (_, i) => [`${name}/${i}.png`, shapePng(place % 2 ? 'disc' : 'square', i)] as const,
    ),
  );

/** Bytes that page and threads hold, after a garbage collection. */
async function heldBytes(page: Page): Promise<number> {
  type Measured = { readonly bytes: number };
  const measure = () =>
    (
      performance as unknown as { measureUserAgentSpecificMemory(): Promise<Measured> }
    ).measureUserAgentSpecificMemory();
  return (await page.evaluate(measure)).bytes;
}

const MANY = 20_000;
/**
 * A path and a reason, in the page and in the thread of the jobs, with what the stages fetch meanwhile: 682 were seen, and 871 where equal texts
 * of many rows are copies.
 */
const MOST_BYTES_EACH = 780;

test('a broken file takes little more memory than its path and the reason', async ({ page }) => {
  await page.goto('/');
  // Every thread is there, and most code is loaded.
  await importZip(page, zipOf([...shapes(2, ['a', 'b']), ['a/x.png', BROKEN]]), '4 scans imported, 1 file refused');
  await expect(page.getByRole('definition').filter({ hasText: 'counting' })).toHaveCount(0);
  const before = await heldBytes(page);
  // Of another length in each class: none can be a duplicate.
  const broken = ['a', 'b'].flatMap((name, place) =>
    Array.from({ length: MANY / 2 }, (_, i) => [`${name}/broken (${i}).png`, BROKEN.subarray(place)] as const),
  );
  await importZip(page, zipOf(broken), '20,000 files refused');
  const each = ((await heldBytes(page)) - before) / MANY;
  console.log(`${Math.round(each)} bytes for each broken file`);
  expect(each).toBeLessThan(MOST_BYTES_EACH);
});

test('ten thousand folders are no classes, and two hundred levels are', async ({ page }) => {
  await page.goto('/');
  await choose(page, zipOf(Array.from({ length: 10_000 }, (_, i) => [`kind of ${i}/x.png`, BROKEN])));
  await expect(page.getByText(/a network has 1,000 at most/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  const deep = 'd/'.repeat(199);
  await importZip(page, zipOf(shapes(3, [`${deep}left`, `${deep}right`])), '6 scans imported');
  await expect(classFigure(page, 'left')).toBeVisible();
});

const HTML = '<img src=x onerror=alert(1)>';
const CLASSES = ['__proto__', '＝1+1', HTML];
const NAMES = ['=1+1', '＝2+2', '\0nul', '\u202egnp.exe', '__proto__', 'constructor', HTML, '+3', '-4', '@5'];

test('names are text, whatever they hold: on the page, in the model and in the table of results', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto('/');
  const set = CLASSES.flatMap((className, place) =>
    NAMES.map(
      (name, i) => [`${className}/${name}.png`, shapePng(place % 2 ? 'disc' : 'square', 20 * place + i)] as const,
    ),
  );
  await importZip(page, zipOf(set), '30 scans imported');
  for (const name of CLASSES) await expect(classFigure(page, name)).toBeVisible();
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });
  await openStage(page, 'Classify');
  await page
    .getByLabel('Scans to classify')
    .setInputFiles(zipOf(NAMES.map((name, i) => [`${name}.png`, shapePng('disc', 90 + i)])));
  const save = page.getByRole('button', { name: 'Download results (CSV)' });
  await expect(save).toBeEnabled({ timeout: 60_000 });
  const rows = page.getByRole('table', { name: 'Results by file' });
  for (const name of ['__proto__.png', 'constructor.png', `${HTML}.png`])
    await expect(rows.getByText(name).first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await save.click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  const cells = csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(cells).toHaveLength(1 + NAMES.length);
  // No cell begins as a formula does, and no name holds what is not seen.
  for (const cell of cells.flat()) expect(cell).not.toMatch(/^"?\s*[=+\-@＝＋－＠]/u);
  expect(csv).not.toMatch(/[\0\u202e]/);
  expect(cells[0]?.slice(2, 5).sort()).toEqual(CLASSES.map((name) => `probability_${name}`).sort());
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(dialogs).toEqual([]);
});
