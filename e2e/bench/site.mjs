// The page that is measured, built and served, and a browser with a profile of its own to open it in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { findChromium } from '../chromium.mjs';
import { withinTime } from './rounds.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');
export const SHARED = resolve(ROOT, '../shared');
export const RESULTS = join(ROOT, 'bench-results');

export const ARGUMENTS = ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking'];
/** A call into the page: the import of 20,000 scans on a slow machine. */
const LONGEST_CALL_MS = 900_000;

const sites = {
  /** The app as it is shipped. */
  app: { input: 'index.html', options: {} },
  /** The same, of which files are changed once it is built. */
  changed: { input: 'index.html', options: {} },
  /** The app's rooms without its screens, and stock tfjs. */
  bench: { input: 'e2e/bench/page/index.html', options: {} },
  /** The same with the names of its functions, for profiles. */
  named: { input: 'e2e/bench/page/index.html', options: { minify: false } },
};
const served = new Map();

/** Builds and serves a site once; resolves with the address of its page and the folder it was built into. */
export function serve(name) {
  if (!served.has(name)) served.set(name, buildAndServe(sites[name]));
  served.get(name).catch(() => served.delete(name)); // the next part tries again
  return served.get(name);
}

async function buildAndServe({ input, options }) {
  const folder = mkdtempSync(join(tmpdir(), 'axial-bench-site-')); // two runs at a time must not share one
  const entry = { rolldownOptions: { input: join(ROOT, input) } };
  const output = { outDir: folder, emptyOutDir: true };
  await build({ root: ROOT, logLevel: 'error', build: { ...options, ...output, ...entry } });
  const server = await preview({ root: ROOT, logLevel: 'error', build: { outDir: folder }, preview: { port: 4199 } });
  return { server, folder, url: new URL(input.replace(/^index\.html$/, ''), server.resolvedUrls?.local[0]).href };
}

export async function closeSites() {
  for (const site of served.values()) {
    const { server, folder } = await site;
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A browser whose profile is on disk, as a user's is (without one, IndexedDB would be kept in memory), and empty. */
export async function openBrowser(more = []) {
  const profile = mkdtempSync(join(tmpdir(), 'axial-bench-'));
  const args = [...ARGUMENTS, ...more];
  const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args });
  return {
    context,
    version: context.browser()?.version() ?? 'unknown',
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export async function chromiumVersion() {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ARGUMENTS });
  const version = browser.version();
  await browser.close();
  return version;
}

/** Opens a page for benchmarks in a new browser (started with `more` arguments), hands it to `work` and closes the browser. */
export async function withBenchPage(work, site = 'bench', more = []) {
  const [{ url }, browser] = [await serve(site), await openBrowser(more)];
  try {
    return await work(await openBenchPage(browser, url));
  } finally {
    await browser.close();
  }
}

async function openBenchPage({ context }, url) {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(`  page: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  return new BenchPage(page);
}

/** What `page.ts` offers, from here. */
class BenchPage {
  constructor(page) {
    this.page = page;
  }

  /** Calls a function of the page by its name. */
  ask(name, ...args) {
    const answer = this.page.evaluate(([each, values]) => globalThis.bench[each](...values), [name, args]);
    return withinTime(LONGEST_CALL_MS, `The page (${name})`, answer);
  }

  /** Starts one of the page's workers and gives it as an object whose methods are asynchronous. */
  async worker(kind) {
    const id = await this.ask('spawn', kind);
    return new BenchWorker(this, kind, id);
  }

  async reload() {
    await this.page.reload();
    await this.page.waitForFunction(() => 'bench' in globalThis);
  }
}

class BenchWorker {
  constructor(bench, kind, id) {
    this.bench = bench;
    this.kind = kind;
    this.id = id;
  }

  ask(method, ...args) {
    return this.bench.ask('call', this.id, method, args);
  }

  end() {
    return this.bench.ask('end', this.id);
  }
}
