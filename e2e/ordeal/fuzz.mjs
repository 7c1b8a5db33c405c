// `npm run fuzz -- [target...] [--minutes 10]`: changes files by chance and keeps those that reach code which none had reached, in Node.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '../random.mjs';
import { openSources } from '../sources.mjs';
import { Coverage } from './fuzz/coverage.mjs';
import { targetsOf } from './fuzz/targets.mjs';
import { mutant } from './mutants.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const LONGEST_MS = 2000;
const MOST_BYTES = 300 * 2 ** 20;
/** Reached code is asked for so often: asking takes as long as reading a small file. */
const INPUTS_PER_LOOK = 8;

const memory = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** What is wrong with how one input ended; null where it was read, or refused in our words. */
async function judged({ read, isOurs }, bytes) {
  const [started, before] = [process.cpuUsage(), memory()];
  const failure = await read(bytes).then(
    (wrong) => wrong ?? null,
    (error) =>
      isOurs(error)
        ? null
        : `in other words: ${String(error?.stack ?? error)
            .split('\n')
            .slice(0, 2)
            .join(' ')}`,
  );
  const { user, system } = process.cpuUsage(started); // of this process: others may be busy, too
  const ms = (user + system) / 1000;
  if (failure === null && ms > LONGEST_MS) return `took ${Math.round(ms)} ms`;
  if (failure === null && memory() - before > MOST_BYTES) return 'took more than 300 MB';
  return failure;
}

/** The seeds first, then what is made of all that reached something new. */
async function fuzz(target, coverage, ms) {
  const next = random(Number(values.seed));
  const kept = [...target.seeds];
  const failures = new Map();
  const judge = async (bytes) => {
    // What is compiled meanwhile counts, too: so what is wrong is so twice.
    const wrong = (await judged(target, bytes)) && (await judged(target, bytes));
    if (wrong === null || failures.has(wrong)) return;
    const at = join(tmpdir(), `axial-fuzz-${target.name}-${failures.size}`);
    writeFileSync(at, bytes);
    failures.set(wrong, at);
  };
  for (const seed of target.seeds) await judge(seed);
  const first = await coverage.look();
  const until = Date.now() + ms;
  let inputs = 0;
  while (Date.now() < until) {
    const made = Array.from({ length: INPUTS_PER_LOOK }, () => {
      const base = kept[Math.floor(next() * kept.length)];
      return target.mutant ? target.mutant(base, next) : mutant(base, next, kept[Math.floor(next() * kept.length)]);
    });
    for (const bytes of made) await judge(bytes);
    inputs += made.length;
    if ((await coverage.look()) > 0) kept.push(...made.filter(({ length }) => length < 2 * target.longest));
  }
  return { name: target.name, seeds: target.seeds.length, inputs, first, last: coverage.reached, failures };
}

const sources = await openSources();
let wrong = 0;
try {
  const all = await targetsOf(sources);
  const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  console.log(
    '| format | seeds | inputs | blocks reached by the seeds | in the end | wrong |\n|---|---|---|---|---|---|',
  );
  for (const target of chosen) {
    const coverage = await Coverage.start();
    const { name, seeds, inputs, first, last, failures } = await fuzz(
      { ...target, longest: Math.max(...target.seeds.map(({ length }) => length)) },
      coverage,
      (Number(values.minutes) * 60_000) / chosen.length,
    );
    await coverage.stop();
    console.log(`| ${name} | ${seeds} | ${inputs} | ${first} | ${last} | ${failures.size} |`);
    for (const [what, at] of failures) console.log(`  - ${what} (${at})`);
    wrong += failures.size;
  }
} finally {
  await sources.close();
}
process.exit(wrong === 0 ? 0 : 1);
