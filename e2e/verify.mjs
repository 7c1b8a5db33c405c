// `npm test`: every check in turn, each with its output, and at the end one line that counts what passed and failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyAlone, hasSharedData, testsOfSharedData } from './alone.mjs';
import { findChromium } from './chromium.mjs';

const reports = mkdtempSync(join(tmpdir(), 'axial-reports-'));
const env = { ...process.env, AXIAL_CHROMIUM: findChromium() };

/** A check that is one thing: it counts as one test. */
function single(name, ...command) {
  return { name, command, count: (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }) };
}

/** Some tests of a project; all where no files are named. */
function vitest(name, project, files = []) {
  const report = join(reports, `${name}.json`);
  const command = [
    'vitest',
    'run',
    '--project',
    project,
    ...files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return { name, command, count: (ok) => atLeastOneFailure(ok, vitestCounts(report)) };
}

function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
}

/** All walks, or those that the options of Playwright choose. */
function playwright(name, ...options) {
  const report = join(reports, `${name}.json`);
  const command = ['playwright', 'test', '--config', 'e2e/playwright.config.ts', ...options, '--reporter=list,json'];
  return {
    name,
    command,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    count: (ok) => atLeastOneFailure(ok, playwrightCounts(report)),
  };
}

/** Walks of the page that the step `build` has built. */
const builtAlready = (step) => ({ ...step, env: { ...step.env, AXIAL_BUILT: '1' } });

function playwrightCounts(report) {
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** A runner that failed outside its tests (could not start, unhandled error) must not count as a success. */
function atLeastOneFailure(ok, counts) {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const steps = [
  single('Biome', 'biome', 'check', '.'),
  single('TypeScript', 'tsc', '--noEmit'),
  single('TypeScript, scripts', 'tsc', '--noEmit', '-p', 'e2e/tsconfig.scripts.json'),
  single('knip', 'knip'),
  { ...single('worked examples', 'e2e/examples/check.mjs'), program: [process.execPath] },
  single('build', 'vite', 'build', '--logLevel', 'warn'),
  vitest('unit tests', 'unit'),
  vitest('browser tests', 'browser'),
  builtAlready(playwright('end-to-end tests')),
  ...(hasSharedData() ? stepsAlone(copyAlone()) : []),
];

/** The tests that look for the shared data, once more where it is not: none may need it. */
function stepsAlone(cwd) {
  process.on('exit', () => rmSync(dirname(cwd), { recursive: true, force: true }));
  const browserTests = testsOfSharedData(/\.browser\.test\.tsx?$/);
  const unitTests = testsOfSharedData(/(?<!\.browser)\.test\.ts$/);
  return [
    { ...vitest('unit tests without shared data', 'unit', unitTests), cwd },
    { ...vitest('browser tests without shared data', 'browser', browserTests), cwd },
    { ...playwright('end-to-end tests without shared data', '--grep', '@shared-data'), cwd },
  ];
}

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const step of steps) {
  console.log(`\n== ${step.name}`);
  const startedAt = Date.now();
  const [program, ...options] = step.program ?? ['npx', '--no', '--'];
  const { status } = spawnSync(program, [...options, ...step.command], {
    stdio: 'inherit',
    env: { ...env, ...step.env },
    cwd: step.cwd,
  });
  const counts = countsOf(step, status === 0);
  for (const key of Object.keys(total)) total[key] += counts[key];
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  lines.push(
    `${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
}
rmSync(reports, { recursive: true, force: true });

function countsOf(step, ok) {
  try {
    return step.count(ok);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // no report: the runner did not even start
  }
}

console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
