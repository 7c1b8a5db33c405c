import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { type HeaderRule, headersFor } from '../src/offline/headerRules.ts';

const BUILT = resolve(import.meta.dirname, '../dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.txt': 'text/plain',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * A host that serves the built page under a folder, as GitHub Pages does, and sends no headers of ours but those that it
 * is given.
 */
export async function plainHost(rules: readonly HeaderRule[] = []) {
  const root = '/some/folder/';
  const requests: string[] = [];
  let newer = (text: string) => text;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.endsWith('/index.html')) {
      response.writeHead(308, { Location: path.replace(/index\.html$/, '') }).end(); // as Cloudflare does
      return;
    }
    const asked = path.endsWith('/') ? `${path}index.html` : path;
    const file = join(BUILT, asked.slice(root.length).replace(/-newer(?=\.\w+$)/, ''));
    if (!asked.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end('Nothing here.');
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const ours = Object.fromEntries(headersFor(rules, path.slice(root.length - 1)));
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'max-age=600', ...ours });
    const isText = /html|javascript/.test(type);
    response.end(isText ? newer(readFileSync(file, 'utf8')) : readFileSync(file));
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, 'localhost', done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${root}`,
    /** 'GET /some/folder/', and so on. */
    requests,
    /** From now on it serves another version: the same code, every file under another name. */
    publishAnother() {
      const [, version = ''] = /"version":"(\w+)"/.exec(readFileSync(join(BUILT, 'service-worker.js'), 'utf8')) ?? [];
      const stems = readdirSync(join(BUILT, 'assets')).map((name) => name.replace(/\.\w+$/, ''));
      const names = new RegExp([version, ...stems].join('|'), 'g');
      newer = (text) => text.replace(names, '$&-newer');
    },
    stop() {
      server.closeAllConnections();
      return new Promise<unknown>((done) => server.close(done));
    },
  };
}
