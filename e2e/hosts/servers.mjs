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
 * @property {string[]} [ownHeaders] those that it sets itself, whatever the rules say
 * @property {(site: Site) => { stop: () => Promise<void> }} start
 */

/** The commands of the README, each run as it stands in a folder that holds `dist`. */
export const COMMANDS = {
  serve: 'npx serve@14.2.7 dist',
  python: 'python3 -m http.server -d dist',
  docker: 'docker run -p 8080:80 -v "$PWD/dist:/usr/share/nginx/html:ro" nginx',
  cloudflare: 'npx wrangler@4.86.0 pages dev dist --compatibility-date 2026-05-01',
  netlify: 'npx netlify-cli@26.2.0 dev --offline --internal-disable-edge-functions --dir dist',
};
const ANYWHERE = ['/', '/some/where/'];

/** @type {Record<string, Server>} */
export const SERVERS = {
  nginx: daemon('/usr/sbin/nginx', '-c', nginxConf),
  apache: daemon('/usr/sbin/apache2', '-DFOREGROUND -f', apacheConf),
  serve: command(COMMANDS.serve, (port) => `${COMMANDS.serve} --listen tcp://127.0.0.1:${port}`),
  python: command(COMMANDS.python, (port) => `${COMMANDS.python} ${port}`),
  docker: command(COMMANDS.docker, (port) => COMMANDS.docker.replace('8080', String(port))),
  cloudflare: headersAtTop(
    command(COMMANDS.cloudflare, (port) => `${COMMANDS.cloudflare} --ip 127.0.0.1 --port ${port}`),
  ),
  netlify: {
    ...headersAtTop(command(COMMANDS.netlify, (port) => `${COMMANDS.netlify} --port ${port} --no-open`)),
    ownHeaders: ['Cache-Control'], // of its local stand-in; Netlify itself sends what `_headers` says
  },
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
 * One that a command of the README starts.
 * @param {string} line
 * @param {(port: number) => string} onPort the line with a port of its own
 * @returns {Server}
 */
function command(line, onPort) {
  return {
    missing: () => missingProgram(line),
    ...{ places: ANYWHERE, sendsHeaders: false },
    start({ dist, port, at }) {
      const folder = mkdtempSync(join(tmpdir(), 'axial-host-'));
      placeSite(dist, join(folder, 'dist', at));
      return running(folder, 'sh', ['-c', `exec ${onPort(port)}`]);
    },
  };
}

/**
 * One that reads `_headers`, which are for the top of a site.
 * @param {Server} server
 * @returns {Server}
 */
function headersAtTop(server) {
  return { ...server, places: ['/'], sendsHeaders: true };
}

/** @param {string} line `npx --no` asks no registry, and Docker's images are looked for here alone. */
function missingProgram(line) {
  const [program = '', name = ''] = line.split(' ');
  if (program === 'npx')
    return runs('npx', ['--no', name, '--version']) ? null : `npx ${name} is not here; run it once`;
  if (program === 'docker')
    return runs('docker', ['image', 'inspect', 'nginx']) ? null : 'no Docker with an image nginx';
  return runs(program, ['--version']) ? null : `no ${program}`;
}

/**
 * @param {string} program
 * @param {string[]} options
 */
function runs(program, options) {
  try {
    execFileSync(program, options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
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
      if (server.exitCode === null && server.signalCode === null && server.pid) process.kill(-server.pid); // and what it started
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
