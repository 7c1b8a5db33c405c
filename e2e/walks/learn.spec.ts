import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeOf, expectNoSidewaysScroll, expectNoViolations } from '../accessible.ts';
import { DRAWN_DATA, expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../axial.ts';
import { niftiVolume } from '../pictures.ts';

async function expectAccessible(page: Page, where: string): Promise<void> {
  // Contrast, which takes most of the time, is looked at in both themes by the page of states, on every step.
  await expectNoViolations(axeOf(page).include('main').disableRules(['color-contrast']), where);
}

test('the course by keyboard, from a cold start on the sample: every step, another filter, a neuron switched off', async ({
  page,
}) => {
  test.setTimeout(300_000); // fourteen steps are looked at by axe
  await page.goto('/');
  await openStage(page, 'Learn');
  await page.getByRole('button', { name: 'Use the sample scans' }).press('Enter');

  // The scans are there long before the network is trained: the course begins with one that knows nothing.
  await expect(page.getByText('Random weights so far')).toBeVisible({ timeout: 90_000 });
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
  await expect(page.getByRole('region', { name: 'Sample run' })).toBeHidden();
  await expect(page.getByRole('table', { name: 'Weights of the filter' }).locator('td').first()).toHaveCSS(
    ...(['print-color-adjust', 'exact'] as const),
  );
  await page.emulateMedia({ media: 'screen' });

  await page.getByLabel('Own scan', { exact: true }).setInputFiles(join(DRAWN_DATA, 'png/grey8.png'));
  await expect(page).toHaveURL(/#\/learn\/convolution\?scan=own/);
  await expect(page.getByText('a scan of your own')).toBeVisible();
  await expect(page.getByText('Same as the changed network: yes.')).toBeVisible();

  const volume = { name: 'head.nii', mimeType: '', buffer: niftiVolume(40, 48, 36) };
  await page.getByLabel('Own scan', { exact: true }).setInputFiles(volume);
  await expect(page.getByText('19 of 36')).toBeVisible();
  await page.getByLabel('Coronal', { exact: false }).click({ force: true });
  await expect(page.getByText('25 of 48')).toBeVisible();
  await expect(page.getByText('Same as the changed network: yes.')).toBeVisible();
});

/** On a laptop a step is one screen; on a phone it is as wide as the screen. */
async function expectOneScreen(page: Page, where: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page, where);
  await page.setViewportSize({ width: 1440, height: 900 });
  const below = () => page.locator('main').evaluate((main) => main.scrollHeight - main.clientHeight);
  await expect.poll(below, `${where}: pixels below the screen`).toBeLessThanOrEqual(0);
}

/** '−1.234' -> -1.234 */
const numberIn = (text: string | null) => Number((text ?? '').replace('−', '-'));

/** By step, of a Course CNN for scans of 32 pixels: what a hand-out says of each figure and table. */
const CAPTIONS: Readonly<Record<number, readonly RegExp[]>> = {
  2: [/^The scan: 64 × 64 × 1$/, /^The network input: 32 × 32 × 1$/, /^The 64 numbers under the window$/],
  3: [/^(Width and height|File header|Image statistics), by class/],
  4: [/^Ordinary: every pixel to every neuron$/, /^Convolution: one filter for all places$/, /^Parameters by layer$/],
  5: [
    /^The scan as network input$/,
    /^Feature map ([1-9]|[12]\d|3[0-2]), 30 × 30$/, // 32 filters of 3 × 3 without padding
    ...[/^Pixels under the window$/, /^Weights of the filter$/, /^Products$/],
  ],
  7: [/^Before ReLU$/, /^After ReLU$/, /^Values of feature map ([1-9]|[12]\d|3[0-2])$/],
  8: [/^Before, 30 × 30$/, /^After, 15 × 15$/, /^Values under the window$/],
  9: [/^What each input adds to the logit: more than 0 speaks for (cross|disc|square)$/],
  10: [
    /^Before training and after 1 step: probability of the own class, and loss$/,
    /^Step 1 of Adam for number \d+ of conv_1\/kernel$/,
  ],
  11: [/^Loss$/, /^Accuracy$/],
  12: [
    ...[/^Course CNN 32 px, /, /^Share of the map, by place/, /^The same with random weights$/],
    ...[/^Share of the map, by place/, /^Move the grey patch$/],
  ],
};

test('the course with three classes: no label before the calls, softmax that adds up, as Classify says, steps of training', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const classes = ['cross', 'disc', 'square'] as const;
  await page.goto('/');
  const folder = folderOfShapes(40, classes);
  await importFolder(page, folder);
  await trainToTheEnd(page, { Preset: 'Course CNN', Epochs: '4', 'Input size': '32' });
  await openStage(page, 'Learn');

  const bar = page.getByRole('region', { name: 'Scan and network' });
  await expect(page.getByText('Scan 1 of 10: what is it?')).toBeVisible();
  for (let scan = 1; scan <= 10; scan += 1) {
    await expect(page.getByText(`Scan ${scan} of 10: what is it?`)).toBeVisible();
    await expect(bar).not.toContainText(/cross|disc|square/);
    await page
      .getByRole('article')
      .getByRole('button', { name: classes[scan % 3] ?? '' })
      .press('Enter');
  }
  await expect(bar).toContainText(/cross|disc|square/);
  const rows = page.getByRole('table', { name: /^Each scan/ }).locator('tbody tr');
  await expect(rows).toHaveCount(10);
  const labels = await rows.locator('td:nth-of-type(1)').allTextContents();
  expect(new Set(labels)).toEqual(new Set(classes));

  const steps = await page.getByRole('navigation', { name: 'Contents' }).getByRole('link').count();
  for (let step = 2; step <= steps; step += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText(`Step ${step} of ${steps}`)).toBeVisible();
    await expect(page.getByText(/^(Running|Reading|Loading|Looking for)/)).toHaveCount(0);
    await expect(page.getByRole('article')).not.toContainText(/undefined|NaN/);
    await expectAccessible(page, `step ${step} with three classes`);
    await expectOneScreen(page, `step ${step}`);
    const captions = await page.locator('article :is(figcaption, caption)').allTextContents();
    for (const [place, caption] of (CAPTIONS[step] ?? []).entries()) expect(captions[place]).toMatch(caption);
    expect(captions, `captions of step ${step}`).toHaveLength(CAPTIONS[step]?.length ?? 0);
  }

  await page.getByRole('link', { name: /Dense layer and output/ }).press('Enter');
  const found: { logit: number; probability: number }[] = [];
  for (const name of classes) {
    await page.getByLabel(name, { exact: true }).check({ force: true });
    await expect(page.getByText('Same as Classify: yes.')).toBeVisible();
    const said = page.getByText(new RegExp(`^${name}: logit`));
    const [, logit = '', probability = ''] =
      /logit (\S+), probability ([\d.]+)/.exec((await said.textContent()) ?? '') ?? [];
    found.push({ logit: numberIn(logit), probability: Number(probability.replace(/\.$/, '')) });
    const sum = page.getByRole('row', { name: /^Sum: the logit/ });
    expect(numberIn(await sum.locator('td').nth(2).textContent())).toBe(numberIn(logit));
  }
  // exp(z) over the sum of all, as far as three decimals go
  const powers = found.map(({ logit }) => Math.exp(logit));
  const total = powers.reduce((all, power) => all + power, 0);
  for (const [index, { probability }] of found.entries())
    expect(Math.abs(probability - (powers[index] ?? 0) / total)).toBeLessThan(0.0015);

  const scan = await bar.getByText(/\.png$/).textContent();
  await page.getByRole('link', { name: /How it learns/ }).press('Enter');
  await page.getByRole('button', { name: '10 steps' }).press('Enter');
  await expect(page.getByText('After 10 steps the mean loss is')).toBeAttached();
  const losses = page.getByRole('table', { name: /^Before training and after 10 steps/ });
  await expect(losses.locator('tbody tr')).toHaveCount(9); // eight scans and their mean
  // Random weights say a third of each class: ln 3 is 1.099.
  const [, first = ''] = /Mean([\d.]+) → /.exec((await losses.locator('tbody tr').last().textContent()) ?? '') ?? [];
  expect(Math.abs(Number(first) - Math.log(3))).toBeLessThan(0.3);
  await expect(page.getByRole('list', { name: 'Classes' }).getByRole('listitem')).toHaveCount(3);

  // What Classify writes of that file has more digits.
  await openStage(page, 'Classify');
  const shapes = classes.map((name) => join(folder, name, `${name} (24).png`));
  const file = join(folder, (scan ?? '').split(' ')[0] ?? '', scan ?? '');
  await page.getByLabel('Scans to classify').setInputFiles([...new Set([file, ...shapes])]);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results (CSV)' }).click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  const [, , ...written] = (csv.split(/\r\n/).find((line) => line.startsWith(`${scan},`)) ?? '').split(',').map(Number);
  for (const [index, { probability }] of found.entries())
    expect(Math.abs(probability - (written[index] ?? Number.NaN))).toBeLessThanOrEqual(0.00051);
});

/** Keeps the size of the largest message of a worker to the page, the memory in it, in `window.largestMessage`. */
function weighMessages(): void {
  const weighed = window as unknown as { largestMessage: number };
  weighed.largestMessage = 0;
  const buffersIn = (value: unknown): ArrayBufferLike[] => {
    if (value instanceof ArrayBuffer) return [value];
    if (ArrayBuffer.isView(value)) return [value.buffer];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersIn) : [];
  };
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        const bytes = [...new Set(buffersIn(data))].reduce((sum, { byteLength }) => sum + byteLength, 0);
        weighed.largestMessage = Math.max(weighed.largestMessage, bytes);
      });
    }
  };
}

test('at 256 pixels a step asks for the maps that it shows: another scan, layer or map makes no long task of the page', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.addInitScript(weighMessages);
  await page.goto('/');
  await importFolder(page, folderOfShapes(8));
  await trainToTheEnd(page, { Preset: 'Compact CNN', Epochs: '1', 'Input size': '256', 'Batch size': '4' });
  const same = page.getByText(/^The network has .* Same as the network: yes\.$/);
  const maps = page.getByRole('group', { name: /^Feature map/ });
  const chooseMap = async (number: number) => {
    await maps.getByRole('radio', { name: new RegExp(`^Feature map ${number}(,|$)`) }).check({ force: true });
    await expect(page.getByText(new RegExp(`^Feature map ${number} of`))).toBeVisible();
  };
  for (const slug of ['convolution', 'relu', 'pooling']) {
    await page.goto(`/#/learn/${slug}`);
    const layers = page.getByLabel('Layer', { exact: true });
    await expect(maps).toBeVisible();
    for (const layer of await layers.locator('option').all()) {
      await layers.selectOption((await layer.getAttribute('value')) ?? '');
      await expect(maps).toBeVisible();
      await chooseMap(3);
      await chooseMap(9);
      if (slug !== 'relu') await expect(same).toBeVisible();
    }
    await layers.selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Next scan' }).click();
    await expect(page.getByText(/^(Running|Reading|Loading|Asking)/)).toHaveCount(0);
    if (slug !== 'relu') await expect(same).toBeVisible();
  }
  await page.goto('/#/learn/output');
  await expect(page.getByText('Same as Classify: yes.')).toBeVisible();
  // The maps of the first layer, all of them, are 256 * 256 * 16 floats.
  const largest = await page.evaluate(() => (window as unknown as { largestMessage: number }).largestMessage);
  expect(largest).toBeGreaterThan(256 * 256 * 4);
  expect(largest).toBeLessThan((256 * 256 * 16 * 4) / 2);
});
