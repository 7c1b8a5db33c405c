// `npm run ordeal -- [part...] [--minutes 40]`: tries what the page promises, often, and prints what was promised, tried and held.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { closeSites, RESULTS, serve } from '../bench/site.mjs';
import { PARTS } from './parts/parts.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } },
});
const chosen = PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const kills = positionals.length === 0 || positionals.includes('kills');
/** Of the whole time; the kills run by themselves and take a third. */
const KILLS_SHARE = 1 / 3;
const minutes = Number(values.minutes);

/** Tries until the goal is reached or the time of the part is up; one try that throws does not end the others. */
async function tryPart({ name, promise, goal, attempt }, url, ms) {
  const until = Date.now() + ms;
  const failures = [];
  let tried = 0;
  for (let index = 0; tried < goal && Date.now() < until; index++) {
    const { count = 1, wrong } = await attempt(url, index, Number(values.seed)).catch((error) => ({
      wrong: [error instanceof Error ? error.message.split('\n')[0] : String(error)],
    }));
    tried += count;
    failures.push(...wrong.map((each) => `${name} ${index + 1}: ${each}`));
    process.stdout.write(`  ${name}: ${tried} of ${goal}${wrong.length > 0 ? `, ${wrong.join('; ')}` : ''}\n`);
  }
  return { promise, goal, tried, held: tried - failures.length, failures };
}

/** Of all kills: when they come. A training is killed before and after its checkpoints. */
const KILLS = { import: 0.3, training: 0.3, saving: 0.1, audit: 0.1, deleting: 0.1, migration: 0.1 };
/** One, with the page opened again, on two cores. */
const KILL_MS = 12_000;

/** `npm run kills` in a process of its own, whose last line says how many held. */
async function tryKills(ms) {
  const goal = 200;
  const kills = Math.min(goal, Math.floor(ms / KILL_MS));
  const each = Object.entries(KILLS).flatMap(([kind, share]) => [`--${kind}`, String(Math.ceil(kills * share))]);
  const child = spawn(process.execPath, [join(import.meta.dirname, '../kills.mjs'), ...each, '--seed', values.seed]);
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
    process.stdout.write(data);
  });
  await new Promise((resolve) => child.on('close', resolve));
  const [, tried = 0, held = 0] = /(\d+) kills \(seed \d+\): (\d+) told truly/.exec(text) ?? [];
  return { promise: 'Killed at any moment', goal, tried: Number(tried), held: Number(held), failures: [] };
}

const rows = [];
try {
  const left = minutes * 60_000;
  if (kills) rows.push(await tryKills(left * KILLS_SHARE));
  const perPart = (left * (kills ? 1 - KILLS_SHARE : 1)) / Math.max(1, chosen.length);
  const { url } = await serve('app');
  for (const part of chosen) rows.push(await tryPart(part, url, perPart));
} finally {
  await closeSites();
}
console.log('\n| promise | goal | tried | held |\n|---|---|---|---|');
for (const { promise, goal, tried, held } of rows) console.log(`| ${promise} | ${goal} | ${tried} | ${held} |`);
for (const failure of rows.flatMap(({ failures }) => failures)) console.log(`- ${failure}`);
mkdirSync(RESULTS, { recursive: true });
writeFileSync(join(RESULTS, 'ordeal.json'), JSON.stringify(rows, null, 1));
process.exitCode = rows.every(({ tried, held }) => tried === held) ? 0 : 1;
