// `npm run kills -- --import 20 --training 20 --saving 5 --audit 5 --deleting 5 --migration 5 [--seed 1]`: kills the renderer at random moments of
// an import, a training, its end, an audit, of deleting a data set and of opening an older database; opens the page again, and holds what it says, and what it had said, against what is on the disk. A run that can be resumed is resumed to its end.
// Half of the kills come while nothing can be written: what the page says then that it has kept is kept, or it is told.
// With `--minutes` no kill is begun after that time; each kind has its share of it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scansToImport } from './bench/folders.mjs';
import { closeSites, openBrowser, RESULTS, serve } from './bench/site.mjs';
import { EPOCH_SAVED, epochSaid, saidLast, whileNothingIsWritten } from './ordeal/promised.mjs';
import {
  beforePageWithScans,
  button,
  chooseFiles,
  chooseTraining,
  devtoolsOf,
  imported,
  LONGEST_MS,
  lossesOfNewest,
  pageWithoutData,
  pageWithScans,
  trained,
} from './ordeal/walk.mjs';
import { random } from './random.mjs';

const { values } = parseArgs({
  options: {
    import: { type: 'string', default: '20' },
    training: { type: 'string', default: '20' },
    saving: { type: 'string', default: '0' },
    audit: { type: 'string', default: '0' },
    deleting: { type: 'string', default: '0' },
    migration: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
  },
});

/** An import is stored in four parts, and each of the others begins after an import. */
const SCANS_PER_CLASS = { import: 400, training: 30, saving: 30, audit: 100, deleting: 100, migration: 60 };
const EPOCHS = 8;
/** Browsers at a time: one waits while the other works. */
const LANES = 2;
/** Of the time of a whole run: most of them have not ended then. */
const SHARE_AFTER_A_SAVE = 0.3;

/** Longer than the rest of a work takes that does not wait for what it writes: it says so then. */
const HELD_MS = 2000;

const stageLink = (page, name) => page.getByRole('link', { name, exact: true });

async function readyToTrain(context, url, folder, epochs) {
  const page = await pageWithScans(context, url, folder);
  await chooseTraining(page, { backend: 'WASM', epochs });
  return page;
}

const count = (number) => number.toLocaleString('en');

/** What the page says once it has kept something, the store that this takes, and whether it is there, by what the pattern found. */
const PROMISES = {
  scans: {
    says: /([\d,]+) scans imported/,
    store: 'dataSet',
    isKept: (disk, scans) => disk.header && !disk.noted && count(disk.scans) === scans,
  },
  epoch: { says: EPOCH_SAVED, store: 'run', isKept: (disk, epoch) => disk.models > 0 || disk.run >= Number(epoch) },
  /** Not 'models': the names that are there are read before. */
  model: { says: /See how good it is/, store: 'artifacts', isKept: (disk) => disk.models > 0 },
  deleted: { says: /Try it with sample scans/, store: 'dataSet', isKept: (disk) => !disk.header && disk.scans === 0 },
};

const works = {
  import: {
    promises: [PROMISES.scans],
    async prepare(context, url, folder) {
      const page = await pageWithoutData(context, url);
      await chooseFiles(page, 'Data set folders', folder);
      await button(page, 'Import').waitFor();
      return page;
    },
    start: (page) => button(page, 'Import').click(),
    moment: (page, ms) => page.waitForTimeout(ms),
    finish: imported,
  },
  training: {
    promises: [PROMISES.epoch, PROMISES.model],
    prepare: (context, url, folder) => readyToTrain(context, url, folder, EPOCHS),
    start: (page) => button(page, 'Train').click(),
    /** Every second one after a save, so that runs are resumed too, whatever the seed; on a busy machine the run may be over when that is seen. */
    async moment(page, ms, index) {
      if (index % 2 === 1) return page.waitForTimeout(ms);
      const isSaved = () => /saved after epoch \d|See how good it is/i.test(document.body.textContent ?? '');
      await page.waitForFunction(isSaved, null, { timeout: LONGEST_MS });
      return page.waitForTimeout(ms * SHARE_AFTER_A_SAVE);
    },
    finish: trained,
  },
  /** From the last epoch on: it is evaluated and stored. */
  saving: {
    promises: [PROMISES.model, PROMISES.epoch],
    prepare: (context, url, folder) => readyToTrain(context, url, folder, 2),
    async start(page) {
      await button(page, 'Train').click();
      await page
        .getByText(/evaluating on the test set/i)
        .first()
        .or(page.getByRole('link', { name: /see how good it is/i }))
        .first()
        .waitFor({ timeout: LONGEST_MS });
    },
    /** Its end is over before it is seen: from the beginning on nothing is written of a model, for longer than the training takes. */
    startHeld: (page) => button(page, 'Train').click(),
    heldMs: 8000,
    moment: (page, ms) => page.waitForTimeout(ms),
    finish: trained,
  },
  /** It begins by itself where scans are shown. */
  audit: {
    promises: [],
    prepare: pageWithScans,
    start: async () => {},
    moment: (page, ms) => page.waitForTimeout(ms),
    async finish(page) {
      await page.getByRole('radio', { name: /Audit/ }).check({ force: true });
      await page.getByRole('region', { name: 'Shortcuts', exact: true }).waitFor({ timeout: LONGEST_MS });
    },
  },
  deleting: {
    promises: [PROMISES.deleted],
    prepare: pageWithScans,
    async start(page) {
      await button(page, 'Delete data set').click();
      const confirm = page.getByRole('dialog').getByRole('button', { name: /^Delete/ });
      void confirm.click().catch(() => {}); // all may be deleted before the click has ended
    },
    moment: (page, ms) => page.waitForTimeout(ms),
    finish: (page) => button(page, 'Try it with sample scans').waitFor(),
  },
  /** A database as the third version of the schema had it is opened by the page of now. */
  migration: {
    promises: [],
    prepare: (context, url, folder) => beforePageWithScans(context, url, folder, VERSION_3),
    async start(page) {
      void page.evaluate((there) => location.assign(there), new URL('./', page.url()).href).catch(() => {});
    },
    moment: (page, ms) => page.waitForTimeout(ms),
    finish: imported,
  },
};

/** The same records, in a database without the stores that came after. */
const VERSION_3 = { version: 3, without: ['edits', 'versions', 'copies', 'findings', 'facts', 'masks'] };

/** The whole work: how many milliseconds it takes, the longest moment to kill at; and the losses, which a resumed run must have too. */
async function undisturbed(kind, { context }, url, folder) {
  const work = works[kind];
  const page = await work.prepare(context, url, folder);
  await work.start(page);
  const startedAt = performance.now();
  await work.finish(page);
  const ms = performance.now() - startedAt;
  const losses = ofRuns(kind) ? await lossesOfNewest(page) : [];
  await page.close();
  return { ms, losses };
}

async function killAt(kind, { context }, url, folder, { ms, index, whole }) {
  const work = works[kind];
  const page = await work.prepare(context, url, folder);
  const crashed = page.waitForEvent('crash', { timeout: LONGEST_MS });
  const devtools = await devtoolsOf(page);
  const [promise] = work.promises;
  const isHeld = promise && index % 4 > 1;
  if (isHeld && work.startHeld) await work.startHeld(page);
  else {
    await work.start(page);
    await work.moment(page, ms, index);
  }
  const longestMs = Math.max(0, whole.ms - ms) + (work.heldMs ?? HELD_MS);
  const said = isHeld ? await whileNothingIsWritten(page, promise.store, promise.says, longestMs) : await textOf(page);
  devtools.send('Page.crash').catch(() => {}); // nobody is left to answer
  await crashed;
  const again = await context.newPage();
  const seen = await seenAgain(again, url);
  const resumed = ofRuns(kind) && seen.disk.run > 0 ? await resume(again) : null;
  await Promise.all([page.close(), again.close()]);
  return { promised: epochSaid(said), broken: brokenPromises(work, said, seen.disk), ...seen, resumed };
}

function brokenPromises({ promises }, said, disk) {
  return promises.flatMap(({ says, isKept }) => {
    const [words, what] = saidLast(said, says) ?? [];
    return words === undefined || isKept(disk, what) ? [] : [`it said '${words}', and that is gone`];
  });
}

/** What is on the disk after the run was resumed to its end. */
async function resume(page) {
  await button(page, 'Resume').click();
  await trained(page);
  const { models, run } = await page.evaluate(onDisk);
  return { models, run, losses: await lossesOfNewest(page) };
}

async function textOf(page) {
  return (await page.locator('main').textContent()) ?? '';
}

async function seenAgain(page, url) {
  await page.goto(`${url}#data`);
  const data = stageLink(page, 'Data');
  const lines = page.getByRole('navigation', { name: 'Stages' }).locator('span[id$="-line"]');
  await lines.first().filter({ hasText: /./ }).waitFor();
  const [dataLine = '', trainLine = ''] = await lines.allTextContents();
  const ticked = (await data.locator('svg').count()) > 1;
  // The rail is there before the stage is drawn.
  if (!/no scans yet/.test(dataLine)) await button(page, 'Delete data set').waitFor();
  const said = await importWords(page);
  await stageLink(page, 'Train').click();
  const train = button(page, 'Train');
  await train.or(button(page, 'Go to Data')).first().waitFor();
  if ((await train.count()) > 0)
    await page.waitForFunction(() => !/being (checked|drawn)/.test(document.body.textContent ?? ''));
  const trainText = await textOf(page);
  return {
    ...{ dataLine, trainLine, ticked, said },
    saidOfRun: /(Interrupted run|A run was interrupted).*?(\. |$)/.exec(trainText)?.[0] ?? '',
    trainable: (await train.count()) > 0 && (await train.isEnabled()),
    epochsSaid: Number(/(\d+) of \d+ epochs done/.exec(trainText)?.[1] ?? 0),
    beforeFirstSave: /interrupted before its first save/.test(trainText),
    disk: await page.evaluate(onDisk),
  };
}

async function importWords(page) {
  const text = await textOf(page);
  return /(An import was interrupted|The import was stopped|The import ended early): .*? read\./.exec(text)?.[0] ?? '';
}

/** Runs in the page, beside its own connection. */
async function onDisk() {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('axial'));
  const tx = db.transaction(['dataSet', 'packs', 'outcomes', 'run', 'checkpoint', 'models']);
  const [header, packs, outcomes, run, checkpoint, models] = await Promise.all([
    ask(tx.objectStore('dataSet').get('current')),
    ask(tx.objectStore('packs').getAll()),
    ask(tx.objectStore('outcomes').getAll()),
    ask(tx.objectStore('run').get('current')),
    ask(tx.objectStore('checkpoint').get('current')),
    ask(tx.objectStore('models').count()),
  ]);
  db.close();
  const classes = [...(header?.unfinished?.classes ?? [])];
  return {
    scans: packs.flatMap(({ scans }) => scans).length,
    ended: outcomes.flat().filter(({ status }) => status !== 'ignored').length,
    header: header !== undefined,
    noted: header?.unfinished ? classes.map(({ name, files, read }) => `${name} ${read}/${files}`) : null,
    files: classes.reduce((sum, { files }) => sum + files, 0),
    read: classes.reduce((sum, { read }) => sum + read, 0),
    run: run ? run.history.epochs.length : null,
    checkpoint: checkpoint !== undefined && checkpoint !== null,
    models,
  };
}

const ofRuns = (kind) => kind === 'training' || kind === 'saving';
/** What is wrong with what the page said; empty where all of it is so. */
function wrongAboutImport({ disk, said, ticked, trainable, dataLine }) {
  if (!disk.header) return disk.scans === 0 && !ticked ? [] : ['no data set is shown, and scans are stored'];
  if (!disk.noted)
    return ticked && said === '' && dataLine.includes(count(disk.scans)) ? [] : ['a whole import is not shown as one'];
  const words = `${count(disk.read)} of ${count(disk.files)} read`;
  return [
    disk.read === disk.ended ? '' : `${disk.ended} files have ended, ${disk.read} are noted`,
    said.includes(words) ? '' : `it does not say '${words}'`,
    ticked ? 'Data is ticked' : '',
    trainable ? 'Train does not ask' : '',
  ].filter(Boolean);
}

function wrongAboutTraining({ disk, epochsSaid, beforeFirstSave, resumed }, losses) {
  if (disk.models > 0) return disk.run === null ? [] : ['the model is there, and its run too'];
  if (disk.run === null) return [];
  return [
    disk.run === epochsSaid ? '' : `${disk.run} epochs are stored, ${epochsSaid} are said`,
    (disk.run === 0) === beforeFirstSave ? '' : 'it is wrong about the first save',
    !resumed || (resumed.models === 1 && resumed.run === null) ? '' : 'the resumed run left no model',
    !resumed || String(resumed.losses) === String(losses) ? '' : 'the resumed run has other losses',
  ].filter(Boolean);
}

function tell(kind, { disk, said, dataLine, trainLine, promised, saidOfRun, resumed }) {
  if (!ofRuns(kind))
    return `disk ${disk.scans} scans of ${disk.ended} files, ${disk.noted?.join(', ') ?? 'no note'} | said '${said || dataLine}' | Train '${trainLine}'`;
  const run = disk.run === null ? 'no run' : `run of ${disk.run} epochs${disk.checkpoint ? ', checkpoint' : ''}`;
  return `disk ${run}, ${disk.models} models | promised epoch ${promised} | said '${saidOfRun}', Train '${trainLine}'${resumed ? ' | resumed to its end' : ''}`;
}

async function campaign(kind, kills, next, url, ms) {
  const until = Date.now() + ms;
  const { folder, what } = await scansToImport(SCANS_PER_CLASS[kind]);
  console.log(`\n${kind}: ${kills} kills, ${what}`);
  const moments = Array.from({ length: kills }, (_, i) => ({ index: i + 1, share: next() }));
  const rows = [];
  const lane = async () => {
    const browser = await openBrowser();
    try {
      const whole = await undisturbed(kind, browser, url, folder);
      console.log(`  within ${(whole.ms / 1000).toFixed(1)} s`);
      for (let one = moments.shift(); one && Date.now() < until; one = moments.shift()) {
        const { index, share } = one;
        const ms = Math.round(share * whole.ms);
        // One that breaks off ends none of the others.
        const brokenOff = async (error) => {
          for (const page of browser.context.pages()) await page.close();
          const why = String(error).split('\n')[0];
          console.log(`${String(index).padStart(3)}  ${String(ms).padStart(6)} ms  WRONG: ${why}`);
          return { kind, ms, wrong: [why] };
        };
        rows.push(await tried(kind, browser, url, folder, { index, ms, whole }).catch(brokenOff));
      }
    } finally {
      await browser.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, kills) }, lane));
  return rows;
}

async function tried(kind, browser, url, folder, one) {
  const startedAt = performance.now();
  const seen = await killAt(kind, browser, url, folder, one);
  const { ms, index, whole } = one;
  const wrong = [...seen.broken, ...(ofRuns(kind) ? wrongAboutTraining(seen, whole.losses) : wrongAboutImport(seen))];
  const took = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${String(index).padStart(3)}  ${String(ms).padStart(6)} ms of ${took} s  ${wrong.length ? `WRONG: ${wrong.join(', ')}` : 'true'}  ${tell(kind, seen)}`,
  );
  return { kind, ms, wrong, ...seen };
}

const next = random(Number(values.seed));
const { url } = await serve('app');
const rows = [];
try {
  // Those of many kills first: what they leave of their time is for the few, of which some are slow.
  const kinds = Object.keys(works)
    .filter((kind) => Number(values[kind]) > 0)
    .toSorted((a, b) => Number(values[b]) - Number(values[a]));
  const until = Date.now() + Number(values.minutes) * 60_000;
  let left = kinds.reduce((sum, kind) => sum + Number(values[kind]), 0);
  for (const kind of kinds) {
    const kills = Number(values[kind]);
    rows.push(...(await campaign(kind, kills, next, url, ((until - Date.now()) * kills) / left)));
    left -= kills;
  }
} finally {
  await closeSites();
}
mkdirSync(RESULTS, { recursive: true });
writeFileSync(join(RESULTS, 'kills.json'), JSON.stringify(rows, null, 1));
const wrong = rows.filter((row) => row.wrong.length > 0).length;
console.log(`\n${rows.length} kills (seed ${values.seed}): ${rows.length - wrong} told truly, ${wrong} not`);
process.exitCode = wrong > 0 ? 1 : 0;
