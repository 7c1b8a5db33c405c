// `npm run hosts -- nginx /axial/ /srv/axial` prints what that server needs to serve the build at /axial/; `-- apache ...` the same for Apache.
// `npm run hosts -- check` serves `dist` with the servers that are installed, and looks whether headers, threads and offline use are there.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { findChromium } from '../chromium.mjs';

const top = `${import.meta.dirname}/../..`;
const vite = await createServer({
  root: top,
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
const { nginxSnippet, apacheSnippet } = await vite.ssrLoadModule('/e2e/hosts/snippets.ts');
const { headersFor, parseHeaderRules } = await vite.ssrLoadModule('/src/offline/headerRules.ts');
await vite.close();
const rules = parseHeaderRules(readFileSync(`${top}/public/_headers`, 'utf8'));
/** Each server has its own: connections to one that was stopped are kept, and broken. */
let port = 8755;

const [what = 'check', base = '/', root = '/srv/axial'] = process.argv.slice(2);
if (what === 'nginx') console.log(nginxSnippet(rules, { base, root }));
else if (what === 'apache') console.log(apacheSnippet(rules, { base, root }));
else process.exitCode = (await checkAll()) ? 0 : 1;

async function checkAll() {
  if (!existsSync(`${top}/dist/index.html`)) throw new Error('Run npm run build first.');
  const results = [];
  for (const at of ['/', '/some/where/'])
    for (const [name, program] of Object.entries({ nginx: '/usr/sbin/nginx', apache: '/usr/sbin/apache2' }))
      results.push(existsSync(program) ? await check(name, program, at) : skipped(name));
  return results.every(Boolean);
}

/** @param {string} name */
function skipped(name) {
  console.log(`skip ${name}: not installed`);
  return true;
}

/**
 * @param {string} name
 * @param {string} program
 * @param {string} at where in the site
 */
async function check(name, program, at) {
  port += 1;
  const folder = mkdtempSync(`${tmpdir()}/axial-host-`);
  const place = { base: at, root: `${top}/dist` };
  writeFileSync(`${folder}/conf`, name === 'nginx' ? nginxConf(folder, place) : apacheConf(folder, place));
  const options = name === 'nginx' ? ['-c', `${folder}/conf`] : ['-f', `${folder}/conf`, '-DFOREGROUND'];
  const server = spawn(program, options, { stdio: 'inherit' });
  const stop = async () => {
    if (server.exitCode !== null || !server.kill()) return;
    await new Promise((resolve) => server.once('exit', resolve));
  };
  try {
    const url = `http://127.0.0.1:${port}${at}`;
    await answering(url);
    const problems = [...(await headerProblems(url)), ...(await pageProblems(url, stop))];
    console.log(
      `${problems.length === 0 ? 'ok  ' : 'BAD '} ${name} at ${at}: headers, threads, offline ${problems.join('; ')}`,
    );
    return problems.length === 0;
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {{ base: string, root: string }} place
 */
function nginxConf(folder, place) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder};`);
  return `daemon off; user root; pid ${folder}/pid; error_log stderr error; events {}
http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')}
server { listen ${port};\n${nginxSnippet(rules, place)}} }`;
}

/**
 * @param {string} folder
 * @param {{ base: string, root: string }} place
 */
function apacheConf(folder, place) {
  const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'alias', 'headers'];
  const loaded = modules.map((each) => `LoadModule ${each}_module /usr/lib/apache2/modules/mod_${each}.so\n`);
  return `${loaded.join('')}ServerName localhost\nListen ${port}\nPidFile ${folder}/pid\nErrorLog /dev/stderr\nLogLevel error\nTypesConfig /etc/mime.types
User www-data\nGroup www-data\nDefaultRuntimeDir ${folder}\n${apacheSnippet(rules, place)}`;
}

/** @param {string} url */
async function answering(url) {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(url).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer.`);
}

/** @param {string} url */
async function headerProblems(url) {
  const asset = readdirSync(`${top}/dist/assets`).find((each) => each.endsWith('.js'));
  const problems = [];
  for (const path of ['', 'index.html', `assets/${asset}`, 'service-worker.js']) {
    const answer = await fetch(url + path);
    if (!answer.ok) problems.push(`${path}: ${answer.status}`);
    for (const [name, value] of headersFor(rules, `/${path}`))
      if (answer.headers.get(name) !== value) problems.push(`${path}: ${name} is ${answer.headers.get(name)}`);
  }
  return problems;
}

/**
 * @param {string} url
 * @param {() => Promise<void>} stop takes the server away
 */
async function pageProblems(url, stop) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('heading').first().waitFor();
    const isolated = await page.evaluate(() => crossOriginIsolated);
    while (!(await page.evaluate(isKept))) await new Promise((resolve) => setTimeout(resolve, 200));
    await stop();
    await page.reload();
    await page.getByRole('heading').first().waitFor();
    return isolated ? [] : ['not isolated'];
  } finally {
    await browser.close();
  }
}

/** In the page: whether all of it lies on this device. */
async function isKept() {
  const names = (await caches.keys()).filter((name) => name.startsWith('axial '));
  const pages = names.map(async (name) => (await caches.open(name)).match(new URL('index.html', document.baseURI)));
  return (await Promise.all(pages)).some(Boolean);
}
