import type { Browser, Locator, Page } from '@playwright/test';
import { axeOf, expectNoSidewaysScroll, expectNoViolations } from '../accessible.ts';
import {
  chooseTraining,
  expect,
  folderOfShapes,
  importFolder,
  openStage,
  openTestSet,
  test,
  trainToTheEnd,
} from '../axial.ts';
import type { Shape } from '../pictures.ts';

const CLASSES: readonly Shape[] = ['cross', 'disc', 'square'];
/** Too short to tell them apart without error. */
const CHOICE = { Preset: 'Course CNN', 'Input size': '32', Epochs: '6', Seed: '3' } as const;

test('three classes are evaluated, mapped, reported, cross-validated and compared as two are', async ({
  page,
  browser,
}, { outputDir }) => {
  test.setTimeout(300_000); // five networks and a report
  await page.goto('/');
  await importFolder(page, folderOfShapes(40, CLASSES));
  await trainToTheEnd(page, CHOICE);

  await openStage(page, 'Evaluate');
  const overall = page.getByRole('table', { name: 'Validation results' });
  for (const name of ['Accuracy', 'Macro recall', 'Macro F1', 'Macro AUC'])
    await expect(overall.getByRole('row', { name: new RegExp(`^${name} `) })).toBeAttached();
  await page.getByRole('button', { name: 'Open the test set' }).click();
  await expect(page.getByRole('table', { name: 'Test results' })).toBeAttached();
  const each = page.getByRole('table', { name: 'Results of each class' });
  for (const name of CLASSES)
    for (const figure of ['recall', 'precision', 'F1', 'AUC'])
      await expect(each.getByRole('rowheader', { name: `${name}: ${figure}` })).toBeVisible();
  await expect(page.getByText(await mostConfused(page), { exact: true })).toBeVisible();

  const curve = page.getByRole('figure', { name: 'ROC curve' });
  const ofFirst = await curve.innerHTML();
  await page.getByLabel('Class against the rest').selectOption('square');
  await expect.poll(() => curve.innerHTML()).not.toBe(ofFirst);

  await page.getByRole('button', { name: 'Failures' }).click();
  const failures = page.getByRole('region', { name: 'Failures', exact: true });
  await failures.getByText('Heat maps').click();
  await expect.poll(() => failures.locator('canvas').first().evaluate(isDrawn)).toBe(true);
  await page.getByRole('button', { name: 'Map of the scans' }).click();
  const map = page.getByRole('region', { name: 'Map of the scans' });
  await circleAll(map.getByRole('application'));
  await expect(map.getByRole('heading', { name: '120 scans chosen' })).toBeVisible();
  for (const name of CLASSES) await expect(map.getByText(`${name} 40`, { exact: true })).toBeVisible();
  await expectGoodOnAPhone(page);
  await expectReportFromDisk(page, browser, `${outputDir}/report.html`);

  await trainToTheEnd(page, { ...CHOICE, Seed: '4' });
  await openTestSet(page);
  await openStage(page, 'Models');
  const boxes = page.getByRole('checkbox', { name: /^Compare / });
  await expect(boxes).toHaveCount(2); // `all` waits for none
  for (const box of await boxes.all()) await box.check();
  await page.getByRole('button', { name: 'Compare models' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison', exact: true });
  const tests = comparison.getByRole('table', { name: /on the same test scans/ });
  // Scans right in one of the two alone, and McNemar's p.
  await expect(tests.getByRole('row').nth(1)).toContainText(/\d+ : \d+.*[01]\.\d+/);

  await openStage(page, 'Train');
  await page.getByRole('heading', { name: 'Train / validation / test split' }).click();
  await chooseTraining(page, { ...CHOICE, 'How to test it': 'Cross-validation', Networks: '3' });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('link', { name: /see how good it is/i }).click({ timeout: 120_000 });
  const folds = page.getByRole('table', { name: 'Results of each network on its own test set' });
  await expect(folds.getByRole('row')).toHaveCount(6); // the head, 3 folds, mean and deviation
  await expect(page.getByText(await mostConfused(page), { exact: true })).toBeVisible();
});

/** Whether a heat map is there: without one a canvas is empty. */
function isDrawn(canvas: Element): boolean {
  if (!(canvas instanceof HTMLCanvasElement)) return false;
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  return data.some((value) => value > 0);
}

/** Draws a line round all of the map. */
async function circleAll(map: Locator): Promise<void> {
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (!box) throw new Error('no map');
  const [left, top, right, bottom] = [box.x + 2, box.y + 2, box.x + box.width - 2, box.y + box.height - 2];
  const { mouse } = map.page();
  await mouse.move(left, top);
  await mouse.down();
  for (const [x, y] of [
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const)
    await mouse.move(x, y, { steps: 4 });
  await mouse.up();
}

async function expectGoodOnAPhone(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, 'Evaluate, 360 px');
  await expectNoViolations(axeOf(page), 'Evaluate, 360 px');
  if (size) await page.setViewportSize(size);
}

/** The report opens without the page, asks nothing of any network, and has all classes. */
async function expectReportFromDisk(page: Page, browser: Browser, path: string): Promise<void> {
  const confused = await mostConfused(page);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download report (HTML)' }).click();
  await (await downloading).saveAs(path);
  const context = await browser.newContext({ offline: true });
  const report = await context.newPage();
  const requests: string[] = [];
  report.on('request', (request) => requests.push(request.url()));
  await report.goto(`file://${path}`);
  const matrix = report.getByRole('table', { name: /^Confusion matrix/ });
  await expect(matrix.getByRole('columnheader')).toHaveText(['Label', ...CLASSES.map((name) => `called ${name}`)]);
  await expect(report.getByText(confused, { exact: true })).toBeVisible();
  for (const name of CLASSES) await expect(report.getByRole('rowheader', { name: `${name}: AUC` })).toBeVisible();
  expect(requests).toEqual([`file://${path}`]);
  await context.close();
}

/** By the numbers in the matrix: the largest beside its diagonal. */
async function mostConfused(page: Page): Promise<string> {
  const matrix = page.getByRole('table', { name: /^Scans by actual class/ }).getByRole('button');
  const cells = await matrix.evaluateAll((all) =>
    all.map((cell) => cell.getAttribute('aria-label') ?? cell.textContent ?? ''),
  );
  const read = cells.map((cell) => /^(\d+) scans? of (\w+) called (\w+),/.exec(cell) ?? []);
  const wrong = read.filter(([, , truth, called]) => truth !== called);
  const most = Math.max(...wrong.map(([, count]) => Number(count)));
  const [, count, truth, called] = wrong.find(([, of]) => Number(of) === most) ?? [];
  const all = read.reduce((sum, [, of, name]) => sum + (name === truth ? Number(of) : 0), 0);
  return `Most often confused: ${count} of ${all} ${truth} called ${called}.`;
}
