// The worked examples of CONTRIBUTING.md: applies them all to a copy of this checkout, and has it compiled and tested.
// Each must touch no more files than `COSTS` allows.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copySources } from '../alone.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

/** New files, and lines that change in others; tests apart. Lists are reformatted by a line or two. */
const COSTS = {
  layer: { newFiles: 1, changedLines: 16 },
  format: { newFiles: 3, changedLines: 5 },
  metric: { newFiles: 0, changedLines: 10 },
  chart: { newFiles: 2, changedLines: 6 },
  export: { newFiles: 1, changedLines: 3 },
  augmentation: { newFiles: 0, changedLines: 25 },
};

const copy = mkdtempSync(join(tmpdir(), 'axial-examples-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
copySources(copy);
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

const tests = [];
for (const [name, allowed] of Object.entries(COSTS)) {
  const patch = join(import.meta.dirname, `${name}.patch`);
  const { newFiles, changedLines } = costOf(readFileSync(patch, 'utf8'));
  console.log(`${name}: ${newFiles} new files, ${changedLines} lines in others`);
  if (newFiles > allowed.newFiles || changedLines > allowed.changedLines) {
    console.error(`A new ${name} costs more than ${allowed.newFiles} files and ${allowed.changedLines} lines.`);
    process.exit(1);
  }
  execFileSync('git', ['apply', '--whitespace=nowarn', patch], { cwd: copy, stdio: 'inherit' });
  tests.push(...testsOf(patch));
}
run('tsc', '--noEmit');
run('biome', 'check', 'src');
run('vitest', 'run', '--project', 'unit', 'src/rooms.test.ts', ...tests);

/** @param {string} patch */
function costOf(patch) {
  const files = patch.split(/^diff --git /m).slice(1);
  const shipped = files.filter((file) => !/^\S+\.(test\.tsx?|patch)\b/.test(file));
  const isNew = (/** @type {string} */ file) => /^new file mode/m.test(file);
  const changed = shipped.filter((file) => !isNew(file)).flatMap((file) => file.match(/^[+-](?![+-]{2} )/gm) ?? []);
  return { newFiles: shipped.filter(isNew).length, changedLines: changed.length };
}

/** @param {string} patch its path */
function testsOf(patch) {
  return [...readFileSync(patch, 'utf8').matchAll(/^\+\+\+ b\/(src\/\S+(?<!\.browser)\.test\.ts)$/gm)].map(
    ([, file]) => file ?? '',
  );
}

/** @param {...string} command */
function run(...command) {
  const { status } = spawnSync('npx', ['--no', '--', ...command], { cwd: copy, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
