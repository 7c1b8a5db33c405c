import { expect, test } from '@playwright/test';
import { plainHost } from '../plainHost.ts';
import { classify, largestDifference } from './classify.ts';
import { type Driver, evaluate, reload } from './driver.ts';
import { elsewhere, tryToReach } from './elsewhere.ts';
import { BROWSERS, findBrowser } from './find.ts';
import { PageOfAxial } from './pageOfAxial.ts';
import { RULES } from './rules.ts';
import { SOURCE, scanFile, zipOfDicom, zipOfNifti, zipOfScans } from './scans.ts';
import { Table } from './table.ts';

const PER_CLASS = 60;
/** To what is there, without a network. */
const ADDED = 6;
const SETTINGS = { Preset: 'Compact CNN', 'Input size': '32', Epochs: '2', Seed: '3', Backend: 'WASM' };
const table = new Table();
const MODELS = /\d+ models? in this browser/;
/** What the first browser said at each step: the others must say the same. */
const said = new Map<string, string>();

test.afterAll(() => console.log(`\n${table}\n`));

for (const name of BROWSERS) {
  test(`${name} does the whole job`, async () => {
    const found = findBrowser(name);
    if ('missing' in found) {
      table.add(name, '-', 'all', `skipped: ${found.missing}`);
      test.skip(true, found.missing);
      return;
    }
    const [host, stranger] = [await plainHost(RULES), await elsewhere()];
    const browser = await found.open();
    const step = async (what: string, work: () => Promise<string | undefined>, same = false) => {
      try {
        const outcome = (await test.step(what, work)) ?? 'done';
        table.add(name, browser.version, what, outcome);
        if (same) expect(outcome, what).toBe(said.get(what) ?? outcome);
        if (same) said.set(what, outcome);
      } catch (error) {
        table.add(name, browser.version, what, `FAILED: ${String(error).split('\n')[0]}`);
        throw error;
      }
    };
    try {
      await wholeJob(browser, found.open, host, stranger, step);
    } finally {
      await browser.close();
      await host.stop();
      await stranger.close();
    }
  });
}

type Step = (what: string, work: () => Promise<string | undefined>, same?: boolean) => Promise<void>;

async function wholeJob(
  browser: Driver,
  openAnother: () => Promise<Driver>,
  host: Awaited<ReturnType<typeof plainHost>>,
  stranger: Awaited<ReturnType<typeof elsewhere>>,
  step: Step,
): Promise<void> {
  const page = new PageOfAxial(browser);
  const toClassify = zipOfScans(12, PER_CLASS);
  let model = '';
  let answers: ReadonlyMap<string, number> = new Map();

  await step('sample to verdict', async () => {
    await browser.goto(host.url);
    await page.press('Try it with sample scans');
    await page.see(/^looks like /im, 300_000);
    return page.see(/WASM · .*|WebGL.*|WebGPU.*/);
  });
  await step(`zip of ${SOURCE}`, () => page.importFiles(zipOfScans(PER_CLASS)), true);
  await step('zip of DICOM', () => page.importFiles(zipOfDicom()), true);
  await step('zip of NIfTI', () => page.importFiles(zipOfNifti()), true);
  await step('train', async () => {
    await page.train(SETTINGS);
    return 'Compact CNN, 32 px, 2 epochs';
  });
  await step('reload: data set and model', async () => {
    await reload(browser);
    await page.dataSetThere();
    await page.openStage('Models');
    await page.see(/Compact CNN 32 px/);
    return evaluate(browser, () =>
      navigator.serviceWorker.controller ? 'there, served by the service worker' : 'there',
    );
  });
  await step('classify a zip', async () => {
    answers = await classify(page, toClassify);
    return `${answers.size} scans`;
  });
  await step('download the model', async () => {
    await page.openStage('Models');
    model = await page.download('Download model');
    return undefined;
  });
  await step('import it in another profile', async () => {
    const other = await openAnother();
    try {
      const there = new PageOfAxial(other);
      await other.goto(host.url);
      await there.openStage('Models');
      await there.chooseFiles('Model file', model);
      await there.see(/Compact CNN 32 px/);
      return `largest difference ${largestDifference(answers, await classify(there, toClassify))}`;
    } finally {
      await other.close();
    }
  });
  await step('nothing leaves', async () => {
    expect(host.requests.filter((each) => !/^GET \/some\/folder\/[^?]*$/.test(each))).toEqual([]);
    // Without the page's policy the stranger is reached: Chromium holds every file of the site to it, WebKit an empty page to more.
    for (const free of ['about:blank', `${host.url}licences.txt`]) {
      await browser.goto(free);
      await tryToReach(browser, stranger.host);
    }
    const without = stranger.connections();
    expect(without).toBeGreaterThan(0);
    await browser.goto(host.url);
    await page.dataSetThere();
    await tryToReach(browser, stranger.host);
    expect(stranger.connections()).toBe(without);
    return `${without} tries without the page’s policy reach another host, none of ours`;
  });
  await step('second visit without a network', async () => {
    await keptForOffline(browser);
    await host.stop();
    await reload(browser);
    await page.dataSetThere();
    expect(await evaluate(browser, () => crossOriginIsolated)).toBe(true);
    expect(largestDifference(answers, await classify(page, toClassify))).toBe(0);
    return undefined;
  });
  await step('import, train, classify, explain without a network', async () => {
    await reload(browser); // no result of before is there
    await page.dataSetThere();
    const added = await page.importFiles(zipOfScans(ADDED, 2 * PER_CLASS));
    await page.openStage('Models');
    const before = Number.parseInt(await page.see(MODELS), 10);
    await page.train({ ...SETTINGS, Seed: '4' });
    await page.openStage('Models');
    await page.see(new RegExp(`^${before + 1} models in this browser`, 'm'), 300_000); // Train still names the run before for a moment
    const other = await classify(page, toClassify);
    expect([...other.keys()]).toEqual([...answers.keys()]);
    expect(other).not.toEqual(answers); // the new network is asked
    await page.chooseFiles('Scans to classify', scanFile(3 * PER_CLASS));
    const map = await page.see(/The strongest part|Nothing in this scan/);
    return `${added}, ${other.size} scans classified, '${map}'`;
  });
}

/** Until everything that the page needs lies on this device. */
async function keptForOffline(browser: Driver): Promise<void> {
  const isKept = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('axial '));
    const pages = names.map(async (name) => (await caches.open(name)).match(new URL('index.html', document.baseURI)));
    return (await Promise.all(pages)).some(Boolean);
  };
  await expect.poll(() => evaluate(browser, isKept), { timeout: 60_000 }).toBe(true);
}
