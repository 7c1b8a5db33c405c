// `npm run bench`: the figures of the README, beside their yardsticks in the same run. Prints a table and writes JSON.
//   npm run bench                 everything
//   npm run bench -- import step  only these parts (import, step, load, page)
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { findChromium } from '../chromium.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const SHARED = resolve(ROOT, '../shared');
const SITE = join(ROOT, 'bench-results/site');
const PYTHON = process.env.AXIAL_PYTHON ?? 'python3';
const chosen = process.argv.slice(2);
const wants = (part) => chosen.length === 0 || chosen.includes(part);

const rows = [];
function note(what, value, unit, beside = '') {
  rows.push({ what, value: Math.round(value * 10) / 10, unit, beside });
  console.log(`${what}: ${rows.at(-1).value} ${unit}${beside ? ` (${beside})` : ''}`);
}

/** One JSON line of a yardstick in Python; null where Python or its packages are missing. */
function peer(script, ...args) {
  const path = join(SHARED, 'peers', script);
  if (!existsSync(path)) return null;
  try {
    const output = execFileSync(PYTHON, [path, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(output.trim().split('\n').at(-1));
  } catch {
    console.log(`${script} did not run: ${PYTHON} or its packages are missing (set AXIAL_PYTHON).`);
    return null;
  }
}

async function serveBenchPage() {
  await build({
    root: ROOT,
    logLevel: 'warn',
    build: { outDir: SITE, emptyOutDir: true, rolldownOptions: { input: join(ROOT, 'e2e/bench/index.html') } },
  });
  const server = await preview({ root: ROOT, logLevel: 'warn', build: { outDir: SITE }, preview: { port: 4199 } });
  return { server, url: `${server.resolvedUrls.local[0]}e2e/bench/index.html` };
}

/** Memory of the pages of the browser that this run started, in MB (proportional set size; Linux only, else NaN). */
function pageMegabytes() {
  if (!existsSync('/proc/self/smaps_rollup')) return Number.NaN;
  const kilobytes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOurs(name))
    .map((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
        return Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        return 0; // it has ended
      }
    });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

/** Whether this process is an ancestor. */
function isOurs(pid) {
  for (let each = Number(pid); each > 1; ) {
    if (each === process.pid) return true;
    try {
      const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
      each = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
      return false;
    }
  }
  return false;
}

async function benchImport(page) {
  const scans = join(SHARED, 'data/scans');
  if (!existsSync(scans)) return console.log('import: the real scans are not here, skipped.');
  await page.locator('input').setInputFiles(scans);
  const { files, scans: kept, outcomes, seconds } = await page.evaluate(() => globalThis.bench.importFolder());
  const pillow = peer('pillow_ingest.py', scans, '--size', '64');
  note(
    `import of ${files} files (${kept} scans kept, ${outcomes} outcomes)`,
    files / seconds,
    'scans/s',
    pillow ? `Pillow, 2 processes: ${pillow.scans_per_s}` : '',
  );
  note('page and its workers after that import', pageMegabytes(), 'MB');
  await page.evaluate(() => globalThis.bench.trainOneEpoch());
  const classified = await page.evaluate(() => globalThis.bench.classifyFolder());
  note(`classify ${classified.rows} files, Course CNN 64 px`, classified.rows / classified.seconds, 'scans/s');
}

async function benchStep(page) {
  const keras = peer('keras_seed_cnn.py');
  const beside = keras ? `${keras.engine}: ${keras.step_ms} ms` : '';
  const wasm = await page.evaluate(() => globalThis.bench.step('course', 'wasm', 64, 32, 22));
  note(`step, Course CNN 64 px, batch 32, Axial on WASM (${wasm.device})`, wasm.ms, 'ms', beside);
  const compact = await page.evaluate(() => globalThis.bench.step('compact', 'wasm', 64, 32, 22));
  note('step, Compact CNN 64 px, batch 32, Axial on WASM', compact.ms, 'ms');
  const webgl = await page.evaluate(() => globalThis.bench.step('course', 'webgl', 64, 32, 4));
  note(`step, Course CNN 64 px, batch 32, Axial on WebGL (${webgl.device})`, webgl.ms, 'ms');
  const stock = await page.evaluate(() => globalThis.bench.stockStep('webgl', 64, 32, 2, 1));
  note(
    'step, Course CNN 64 px, batch 32, stock tfjs on WebGL',
    stock.ms,
    'ms',
    `Axial on WASM: ${(stock.ms / wasm.ms).toFixed(1)} times as fast`,
  );
}

/** Gzip bytes of what the page asks for before anything is clicked. */
async function benchLoad(browser) {
  await build({ root: ROOT, logLevel: 'warn' });
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port: 4198 } });
  const page = await browser.newPage();
  const files = new Set();
  page.on('response', (response) => files.add(new URL(response.url()).pathname));
  await page.goto(server.resolvedUrls.local[0]);
  await page.getByRole('button', { name: 'Try it with sample scans' }).waitFor();
  const sizes = [...files].map((path) => {
    const file = join(ROOT, 'dist', path === '/' ? 'index.html' : path);
    return existsSync(file) && statSync(file).isFile() ? gzipSync(readFileSync(file)).length : 0;
  });
  note(`first load, ${files.size} files, gzip`, sizes.reduce((sum, size) => sum + size, 0) / 1000, 'kB');
  if (wants('page')) await benchPage(page);
  await page.close();
  await server.close();
}

/** The longest task of the page's own thread from the click on the sample button to the verdict. */
async function benchPage(page) {
  await page.evaluate(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  const startedAt = Date.now();
  await page.getByRole('button', { name: 'Try it with sample scans' }).click();
  await page
    .getByText(/^looks like /i)
    .first()
    .waitFor({ timeout: 300_000 });
  note('first minute: from the click to the verdict', (Date.now() - startedAt) / 1000, 's');
  const tasks = await page.evaluate(() => globalThis.longTasks);
  note(`longest task of the page in it (${tasks.length} over 50 ms)`, Math.max(0, ...tasks), 'ms');
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'],
});
try {
  if (wants('import') || wants('step')) {
    const { server, url } = await serveBenchPage();
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.log(`page: ${error.message}`));
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    if (wants('import')) await benchImport(page);
    if (wants('step')) await benchStep(page);
    await page.close();
    await server.close();
  }
  if (wants('load') || wants('page')) await benchLoad(browser);
} finally {
  await browser.close();
}

const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
const report = { date: new Date().toISOString(), machine, node: process.version, rows };
mkdirSync(join(ROOT, 'bench-results'), { recursive: true });
writeFileSync(join(ROOT, 'bench-results/bench.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${machine}, ${report.date}\n`);
const width = Math.max(...rows.map((row) => row.what.length));
for (const { what, value, unit, beside } of rows)
  console.log(`${what.padEnd(width)}  ${String(value).padStart(8)} ${unit}  ${beside}`);
console.log('\nWritten to bench-results/bench.json');
process.exit(0);
