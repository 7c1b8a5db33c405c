// `npm run hosts -- nginx /axial/ /srv/axial` prints what that server needs to serve the build at /axial/; `-- apache ...` the same for Apache.
// `npm run hosts -- check [name ...]` serves `dist` with the servers that are here, and looks whether headers, threads, training and offline use are.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { openSources } from '../sources.mjs';
import { pageProblems } from './pageCheck.mjs';
import { COMMANDS, SERVERS } from './servers.mjs';

const top = `${import.meta.dirname}/../..`;
const sources = await openSources();
const { nginxSnippet, apacheSnippet } = await sources.load('/e2e/hosts/snippets.ts');
const { headersFor, parseHeaderRules } = await sources.load('/src/offline/headerRules.ts');
await sources.close();
const rules = parseHeaderRules(readFileSync(`${top}/public/_headers`, 'utf8'));
/** Each server has its own: connections to one that was stopped are kept, and broken. */
let port = 8755;

const [what = 'check', ...rest] = process.argv.slice(2);
const [base = '/', root = '/srv/axial'] = rest;
if (what === 'nginx') console.log(nginxSnippet(rules, { base, root }));
else if (what === 'apache') console.log(apacheSnippet(rules, { base, root }));
else process.exitCode = (await checkAll(rest)) ? 0 : 1;

/** @param {string[]} asked names of servers; none: all */
async function checkAll(asked) {
  if (!existsSync(`${top}/dist/index.html`)) throw new Error('Run npm run build first.');
  const readme = readFileSync(`${top}/README.md`, 'utf8');
  for (const line of Object.values(COMMANDS))
    if (!readme.includes(`\`${line}\``)) throw new Error(`README.md has no \`${line}\`.`);
  const results = [];
  for (const [name, server] of Object.entries(SERVERS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const missing = server.missing();
    if (missing) console.log(`skip ${name}: ${missing}`);
    else for (const at of server.places) results.push(await check(name, server, at));
  }
  return results.every(Boolean);
}

/**
 * @param {string} name
 * @param {import('./servers.mjs').Server} server
 * @param {string} at where in the site
 */
async function check(name, server, at) {
  port += 1;
  const { stop } = server.start({ dist: `${top}/dist`, port, at, rules, nginxSnippet, apacheSnippet });
  try {
    const url = `http://127.0.0.1:${port}${at}`;
    await answering(url);
    const problems = [
      ...(server.sendsHeaders ? await headerProblems(url, server.ownHeaders ?? []) : []),
      ...(await pageProblems(url, stop)),
    ];
    const headers = ['headers', ...(server.ownHeaders ?? []).map((name) => `its own ${name}`)];
    const looked = [...(server.sendsHeaders ? headers : []), 'threads', 'training', 'offline'].join(', ');
    console.log(`${problems.length === 0 ? 'ok  ' : 'BAD '} ${name} at ${at}: ${looked} ${problems.join('; ')}`);
    return problems.length === 0;
  } finally {
    await stop();
  }
}

/** @param {string} url */
async function answering(url) {
  for (let tries = 0; tries < 600; tries++) {
    if (await fetch(url).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer.`);
}

/**
 * @param {string} url
 * @param {string[]} ownHeaders that the server sets itself
 */
async function headerProblems(url, ownHeaders) {
  const asset = readdirSync(`${top}/dist/assets`).find((each) => each.endsWith('.js'));
  const problems = [];
  for (const path of ['', 'index.html', `assets/${asset}`, 'service-worker.js']) {
    const answer = await fetch(url + path, { redirect: 'manual' });
    if (answer.status >= 300 && answer.status < 400) continue; // to the page's address, which is looked at itself
    if (!answer.ok) problems.push(`${path}: ${answer.status}`);
    for (const [name, value] of headersFor(rules, `/${path}`))
      if (!ownHeaders.includes(name) && answer.headers.get(name) !== value)
        problems.push(`${path}: ${name} is ${answer.headers.get(name)}`);
  }
  return problems;
}
