// `npm run ordeal -- [part...] [--minutes 40] [--tries 12]`: tries what the page promises, often, and prints what was promised, tried and held.
// With `--tries` each part is tried no more often than that.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { closeSites, RESULTS, serve } from '../bench/site.mjs';
import { PARTS } from './parts/parts.mjs';
import { closeKeptBrowsers } from './walk.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    tries: { type: 'string', default: 'Infinity' },
  },
});
const asked = PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const chosen = asked.filter(({ name, missing }) => {
  const why = missing?.();
  if (why) console.log(`skip ${name}: ${why}`);
  return !why;
});
const kills = positionals.length === 0 || positionals.includes('kills');
const minutes = Number(values.minutes);

/** Tries of a part at a time: one browser waits while the other works. */
const LANES = 2;

/** Tries until the goal is reached or the time of the part is up; one try that throws does not end the others. */
async function tryPart({ name, promise, goal: most, perTry: mostPerTry = 1, lanes = LANES, attempt }, url, ms) {
  const startedAt = Date.now();
  const goal = Math.min(most, Number(values.tries));
  const perTry = Math.min(mostPerTry, goal);
  const failures = [];
  let [begun, tried, held] = [0, 0, 0];
  const lane = async () => {
    while (begun * perTry < goal && Date.now() < startedAt + ms) {
      const index = begun++;
      const { wrong, faults } = await attempt(url, index, Number(values.seed), perTry).then(
        (found) => ({ wrong: found, faults: found.length }),
        // What it did before it broke off is not known: none of it counts.
        (error) => ({ wrong: [error instanceof Error ? error.message.split('\n')[0] : String(error)], faults: perTry }),
      );
      tried += perTry;
      held += Math.max(0, perTry - faults);
      failures.push(...wrong.map((each) => `${name} ${index + 1}: ${each}`));
      process.stdout.write(
        `  ${name}: ${tried} of ${goal}${wrong.length > 0 ? `, ${counted(wrong).join('; ')}` : ''}\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { promise, goal, tried, held, seconds: (Date.now() - startedAt) / 1000, failures };
}

/** Each once, with how often it was. */
function counted(sentences) {
  const times = new Map();
  for (const each of sentences) times.set(each, 1 + (times.get(each) ?? 0));
  return [...times].map(([each, count]) => (count > 1 ? `${each} (${count} times)` : each));
}

/** Of all kills: when they come. A training is killed before and after its checkpoints. */
const KILLS = { import: 0.25, training: 0.25, saving: 0.1, audit: 0.1, deleting: 0.15, migration: 0.15 };
const KILLS_GOAL = 200;
/** Of the whole time, as a part has one. They come last: what the others leave is theirs. */
const KILLS_WEIGHT = 12;

/** `npm run kills` in a process of its own, whose last line says how many held. */
async function tryKills(ms) {
  const startedAt = Date.now();
  const goal = Math.min(KILLS_GOAL, Number(values.tries));
  const each = Object.entries(KILLS).flatMap(([kind, share]) => [`--${kind}`, String(Math.ceil(goal * share))]);
  const limit = ['--minutes', String(ms / 60_000), '--seed', values.seed];
  const child = spawn(process.execPath, [join(import.meta.dirname, '../kills.mjs'), ...each, ...limit]);
  child.stderr.pipe(process.stderr);
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
    process.stdout.write(data);
  });
  await new Promise((resolve) => child.on('close', resolve));
  const [, tried = 0, held = 0] = /(\d+) kills \(seed \d+\): (\d+) told truly/.exec(text) ?? [];
  const seconds = (Date.now() - startedAt) / 1000;
  return {
    promise: 'Killed at any moment',
    goal,
    tried: Number(tried),
    held: Number(held),
    seconds,
    failures: [],
  };
}

const rows = [];
try {
  const until = Date.now() + minutes * 60_000;
  const weights = [...chosen.map(({ weight = 1 }) => weight), ...(kills ? [KILLS_WEIGHT] : [])];
  /** What a part does not need is for those after it. */
  const share = () => {
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return ((until - Date.now()) * (weights.shift() ?? 0)) / sum;
  };
  const { url } = await serve('app');
  for (const part of chosen) rows.push(await tryPart(part, url, share()));
  if (kills) rows.push(await tryKills(share()));
} finally {
  await closeKeptBrowsers();
  await closeSites();
}
console.log('\n| promise | goal | tried | held | seconds |\n|---|---|---|---|---|');
for (const { promise, goal, tried, held, seconds } of rows)
  console.log(`| ${promise} | ${goal} | ${tried} | ${held} | ${Math.round(seconds)} |`);
for (const failure of counted(rows.flatMap(({ failures }) => failures))) console.log(`- ${failure}`);
mkdirSync(RESULTS, { recursive: true });
writeFileSync(join(RESULTS, 'ordeal.json'), JSON.stringify(rows, null, 1));
process.exitCode = rows.every(({ tried, held }) => tried > 0 && tried === held) ? 0 : 1;
