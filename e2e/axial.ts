import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { watchTasks } from './pageTasks.ts';
import { type Shape, shapePng } from './pictures.ts';
import { slowness } from './slowness.ts';

export { expect };

/** Processor time that a task of the page may take on a calm machine, in milliseconds: more and the page hesitates. */
const LONGEST_TASK_MS = 50;

/** A walk, in which no task of the page's own thread may be long. */
export const test = base.extend<{ shortTasks: undefined }>({
  shortTasks: [
    async ({ browser }, use, info) => {
      const end = await watchTasks(browser);
      // The machine drifts within a walk, too: it is as slow as it was at its slowest.
      let slowest = slowness();
      const measure = () => {
        slowest = Math.max(slowest, slowness());
      };
      const measuring = setInterval(measure, 3000);
      await use(undefined);
      clearInterval(measuring);
      const tasks = await end();
      measure();
      const longest = LONGEST_TASK_MS * slowest;
      info.annotations.push({ type: 'longest task of the page', description: JSON.stringify(tasks[0]) });
      const long = tasks.filter(({ cpuMs }) => cpuMs > longest);
      expect(long, 'tasks of the page that took too long').toEqual([]);
    },
    { auto: true },
  ],
});

const SHARED = resolve(import.meta.dirname, '../../shared/data');

/** In the title of every walk that looks for the shared data: `npm test` runs these once more where it is not. */
const SHARED_DATA_TAG = '@shared-data';

/** The files that `data/make.py` draws. */
export const DRAWN_DATA = resolve(import.meta.dirname, 'data');

/** A folder of the shared test data; null where this checkout has none. */
export function sharedData(folder: string): string | null {
  if (!base.info().tags.includes(SHARED_DATA_TAG))
    throw new Error(`Put ${SHARED_DATA_TAG} into the title of this test.`);
  const path = join(SHARED, folder);
  return existsSync(path) ? path : null;
}

/** A folder of the shared test data. Skips the test, and says why, where this checkout has none. */
export function needSharedData(folder: string): string {
  const path = sharedData(folder);
  base.skip(path === null, `../shared/data/${folder} is not here`);
  return path ?? '';
}

export async function openStage(
  page: Page,
  stage: 'Data' | 'Train' | 'Evaluate' | 'Classify' | 'Learn' | 'Models',
): Promise<void> {
  await page.getByRole('link', { name: stage, exact: false }).filter({ visible: true }).first().click();
}

/** A temporary folder with classes of drawn pictures, `perClass` each. */
export function folderOfShapes(perClass: number, kinds: readonly Shape[] = ['disc', 'square']): string {
  const root = mkdtempSync(join(tmpdir(), 'axial-shapes-'));
  for (const kind of kinds) {
    mkdirSync(join(root, kind));
    for (let i = 0; i < perClass; i++) writeFileSync(join(root, kind, `${kind} (${i}).png`), shapePng(kind, i));
  }
  return root;
}

/** A temporary folder with the first `perClass` real scans of each class. */
export function folderOfRealScans(scans: string, perClass: number): string {
  const root = mkdtempSync(join(tmpdir(), 'axial-scans-'));
  for (const className of ['Brain Tumor', 'Healthy']) {
    mkdirSync(join(root, className));
    for (const name of readdirSync(join(scans, className)).sort().slice(0, perClass)) {
      copyFileSync(join(scans, className, name), join(root, className, name));
    }
  }
  return root;
}

/** Chooses a folder in Data, accepts the review as it is, and waits until everything has an outcome. */
export async function importFolder(page: Page, folder: string): Promise<void> {
  await openStage(page, 'Data');
  await page.getByLabel('Data set folders').setInputFiles(folder);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Delete data set' })).toBeVisible({ timeout: 120_000 });
}

export type TrainingChoice = Partial<
  Record<
    | 'Preset'
    | 'Input size'
    | 'Depth'
    | 'Epochs'
    | 'Batch size'
    | 'Learning rate'
    | 'Seed'
    | 'Split'
    | 'How to test it'
    | 'Networks'
    | 'Backend',
    string
  >
>;

/**
 * Sets fields of the Train stage by their labels. The backend is WASM where none is named: 'Auto' first measures them all, shaders
 * included, which takes longer than the training of most walks (`backends.spec.ts` and the walks of the sample are about that).
 */
export async function chooseTraining(page: Page, choice: TrainingChoice): Promise<void> {
  await openStage(page, 'Train');
  const all = { Backend: 'WASM', ...choice };
  for (const [label, value] of Object.entries(all)) await setField(page.getByLabel(label, { exact: true }), value);
}

/** In Train: of the Course CNN the first convolution, its pooling and the flattening, where it is not about the network. */
export async function chooseSmallNetwork(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Network', exact: true }).click();
  const removed = [/^Remove: Dense/, /^Remove: Max pool.*layer 4/, /^Remove: Conv.*layer 3/];
  for (const name of removed) await page.getByRole('button', { name }).click();
}

async function setField(field: Locator, value: string): Promise<void> {
  await field.waitFor();
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption({ label: value });
  else {
    await field.fill(value);
    await field.blur();
  }
}

/**
 * Starts a run that something is to happen to: it does all of `Epochs`, far more than that takes. Early stopping would end it
 * whenever the validation loss of a few pictures likes.
 */
export async function startLongRun(page: Page, choice: TrainingChoice): Promise<void> {
  await chooseTraining(page, choice);
  await page.getByRole('heading', { name: 'Optimizer and stopping' }).click();
  await page.getByLabel('Early stopping', { exact: true }).uncheck();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
}

/** Presses Train and waits for the end of the run. */
export async function trainToTheEnd(page: Page, choice: TrainingChoice, timeout = 150_000): Promise<void> {
  await chooseTraining(page, choice);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('link', { name: /see how good it is/i })).toBeVisible({ timeout });
}

/** Goes to Evaluate and opens the test set of the model there, where it is sealed. */
export async function openTestSet(page: Page): Promise<void> {
  await openStage(page, 'Evaluate');
  const results = page.getByRole('table', { name: /^(Test|Validation) results$/ });
  await expect(results).toBeAttached();
  const sealed = page.getByRole('button', { name: 'Open the test set' });
  if (await sealed.isVisible()) await sealed.click();
  await expect(sealed).toHaveCount(0); // what was drawn of the validation set is gone then
}

/** The table captioned 'Test results': value by the name in its first column. */
export async function testResults(page: Page): Promise<Map<string, number>> {
  await openTestSet(page);
  const rows = page.getByRole('table', { name: 'Test results' }).locator('tbody tr');
  await expect(rows.first()).toBeAttached();
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
  return new Map(texts.map(([name = '', value = '']) => [name.trim().toLowerCase(), Number.parseFloat(value)]));
}
