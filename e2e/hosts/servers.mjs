// The servers that the README names, and how each is started.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * @typedef {{ dist: string, port: number, at: string, rules: object, nginxSnippet: Function, apacheSnippet: Function }} Site
 * @typedef {object} Server
 * @property {() => string | null} missing why it cannot be tried here
 * @property {string[]} places where in a site it is tried
 * @property {boolean} sendsHeaders or leaves them to the service worker
 * @property {(site: Site) => { stop: () => Promise<void> }} start
 */

/** The commands of the README, each run as it stands in a folder that holds `dist`. */
export const COMMANDS = {
  serve: 'npx serve@14.2.7 dist',
  python: 'python3 -m http.server -d dist',
  cloudflare: 'npx wrangler@4.86.0 pages dev dist --compatibility-date 2026-05-01',
  netlify: 'npx netlify-cli@26.2.0 dev --offline --internal-disable-edge-functions --dir dist',
};
const ANYWHERE = ['/', '/some/where/'];

/** @type {Record<string, Server>} */
export const SERVERS = {
  nginx: daemon('/usr/sbin/nginx', '-c', nginxConf),
  apache: daemon('/usr/sbin/apache2', '-DFOREGROUND -f', apacheConf),
  serve: command(COMMANDS.serve, (port) => ['--listen', `tcp://127.0.0.1:${port}`], false),
  python: command(COMMANDS.python, (port) => [String(port)], false),
  cloudflare: command(COMMANDS.cloudflare, (port) => ['--ip', '127.0.0.1', '--port', String(port)], true),
  netlify: command(COMMANDS.netlify, (port) => ['--port', String(port), '--no-open'], true),
};

/**
 * One of Debian's.
 * @param {string} program
 * @param {string} options of which the last takes the configuration
 * @param {(folder: string, site: Site) => string} configuration
 * @returns {Server}
 */
function daemon(program, options, configuration) {
  return {
    missing: () => (existsSync(program) ? null : 'not installed'),
    ...{ places: ANYWHERE, sendsHeaders: true },
    start(site) {
      const folder = mkdtempSync(join(tmpdir(), 'axial-host-'));
      writeFileSync(join(folder, 'conf'), configuration(folder, site));
      return running(folder, program, [...options.split(' '), join(folder, 'conf')]);
    },
  };
}

/**
 * One that a command of the README starts. Those that send headers are tried at the top, where `_headers` are theirs.
 * @param {string} line
 * @param {(port: number) => string[]} portOptions
 * @param {boolean} sendsHeaders
 * @returns {Server}
 */
function command(line, portOptions, sendsHeaders) {
  const [program = '', ...words] = line.split(' ');
  return {
    missing: () => (program === 'npx' ? missingPackage(words[0] ?? '') : null),
    ...{ places: sendsHeaders ? ['/'] : ANYWHERE, sendsHeaders },
    start({ dist, port, at }) {
      const folder = mkdtempSync(join(tmpdir(), 'axial-host-'));
      placeSite(dist, join(folder, 'dist', at));
      return running(folder, program, [...words, ...portOptions(port)]);
    },
  };
}

/** @param {string} name with its version. `npx --no` asks no registry. */
function missingPackage(name) {
  try {
    execFileSync('npx', ['--no', name, '--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return `npx ${name} is not here; run it once`;
  }
}

/**
 * @param {string} dist
 * @param {string} into
 */
function placeSite(dist, into) {
  mkdirSync(dirname(into.replace(/\/$/, '')), { recursive: true });
  cpSync(dist, into, { recursive: true });
}

/**
 * @param {string} folder its own, removed with it
 * @param {string} program
 * @param {string[]} options
 */
function running(folder, program, options) {
  const env = { ...process.env, HOME: folder, CI: '1', npm_config_cache: npmCache(), WRANGLER_SEND_METRICS: 'false' };
  const server = spawn(program, options, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  return {
    async stop() {
      if (server.exitCode === null && server.signalCode === null && server.pid) process.kill(-server.pid); // npx and what it started
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function npmCache() {
  return process.env.npm_config_cache ?? execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
}

/**
 * @param {string} folder
 * @param {Site} site
 */
function nginxConf(folder, { rules, nginxSnippet, at, dist, port }) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder};`);
  return `daemon off; user root; pid ${folder}/pid; error_log stderr error; events {}
http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')}
server { listen ${port};\n${nginxSnippet(rules, { base: at, root: dist })}} }`;
}

/**
 * @param {string} folder
 * @param {Site} site
 */
function apacheConf(folder, { rules, apacheSnippet, at, dist, port }) {
  const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'alias', 'headers'];
  const loaded = modules.map((each) => `LoadModule ${each}_module /usr/lib/apache2/modules/mod_${each}.so\n`);
  return `${loaded.join('')}ServerName localhost\nListen ${port}\nPidFile ${folder}/pid\nErrorLog /dev/stderr\nLogLevel error\nTypesConfig /etc/mime.types
User www-data\nGroup www-data\nDefaultRuntimeDir ${folder}\n${apacheSnippet(rules, { base: at, root: dist })}`;
}
