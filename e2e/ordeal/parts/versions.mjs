// A page of an older version, with an older database, beside the page of now, at one address.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { ROOT } from '../../bench/site.mjs';
import { random } from '../../random.mjs';
import { button, imported, importFolder, onDisk, pageWithoutData, withPage } from '../walk.mjs';
import { drawn } from './drawnFolders.mjs';

/** The last commit whose database is of version 4. */
const OLDER = 'ba78047^';
const SCANS = 120;
const LONGEST_HANG_MS = 5000;

export const versions = {
  name: 'versions',
  promise: 'A page of an older version beside this one: nothing lost, no hang over 5 s',
  goal: 10,
  lanes: 1,
  missing: withoutOlder,
  attempt: openBeside,
};

function withoutOlder() {
  try {
    execFileSync('git', ['cat-file', '-e', `${OLDER}:package.json`], { cwd: ROOT, stdio: 'ignore' });
    return null;
  } catch {
    return 'This clone does not hold the older commit: `git fetch --unshallow`.';
  }
}

/** @type {string | null} */
let older = null;

/** Its build, beneath our packages, by which it is built; made once. */
function builtOlder() {
  if (older) return older;
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'axial-older-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const archive = execFileSync('git', ['archive', OLDER], { cwd: ROOT, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: folder });
  older = join(folder, 'dist');
  return older;
}

/** Every second time in the midst of an import. */
async function openBeside(url, index, seed) {
  const folder = await drawn(SCANS);
  const host = await hostOf(url, builtOlder());
  const next = random(32_452_843 * seed + index);
  try {
    return await withPage(host.url, async (first, context, errors) => {
      await first.close();
      host.showOlder(true);
      const old = await pageWithoutData(context, host.url);
      await importFolder(old, folder);
      if (index % 2 === 0) await imported(old);
      else await old.waitForTimeout(800 * next());
      const before = index % 2 === 0 ? SCANS : 0;
      host.showOlder(false);
      const page = await context.newPage();
      await page.goto(host.url);
      await button(page, 'Use it here').click();
      const startedAt = performance.now();
      await page
        .getByText(/scans|Drop the folders/)
        .first()
        .waitFor();
      const ms = performance.now() - startedAt;
      await button(old, 'Use it here').waitFor(); // it has made way
      const { outcomes } = await page.evaluate(onDisk);
      console.log(`  versions: there after ${Math.round(ms)} ms with ${outcomes.length} of ${SCANS} scans`);
      return [
        ...errors,
        ...(outcomes.length >= before ? [] : [`${outcomes.length} of ${before} scans are left`]),
        ...(ms <= LONGEST_HANG_MS ? [] : [`the page was there after ${Math.round(ms)} ms`]),
      ];
    });
  } finally {
    host.close();
  }
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.txt': 'text/plain' };

/** Answers with the older build, or with what is served at `url`; without service workers, which would keep the first for good. */
async function hostOf(url, folder) {
  let isOlder = false;
  const server = createServer(async ({ url: path = '/' }, response) => {
    const name = path === '/' ? '/index.html' : path;
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    const bytes = await (isOlder ? fileIn(folder, name) : fetched(url, name));
    if (bytes === null || /service-worker/.test(name)) response.writeHead(404).end();
    else response.writeHead(200, { ...ISOLATED, 'Content-Type': type }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port to listen at.');
  const showOlder = (yes) => {
    isOlder = yes;
  };
  return { url: `http://127.0.0.1:${address.port}/`, showOlder, close: () => server.close() };
}

const ISOLATED = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

async function fileIn(folder, name) {
  try {
    return readFileSync(join(folder, new URL(name, 'http://x').pathname));
  } catch {
    return null;
  }
}

async function fetched(url, name) {
  const answer = await fetch(new URL(name, url));
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
}
