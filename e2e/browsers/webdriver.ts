import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, completeFiles, type Driver, type Json, scriptOf } from './driver.ts';
import { until } from './waiting.ts';

/** A page that trains on a busy machine answers late. */
const LONGEST_SCRIPT_MS = 600_000;

/** WebKitGTK's small browser by W3C WebDriver, on a screen that nobody sees. */
export async function openWebKit(): Promise<Driver> {
  const home = mkdtempSync(join(tmpdir(), 'axial-webkit-'));
  const downloads = join(home, 'downloads');
  mkdirSync(downloads);
  writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const port = await freePort();
  const server = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true, // a group of its own, so that all of it can be ended
    // Threads are off by default in this build of WebKit.
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, JSC_useSharedArrayBuffer: '1' },
  });
  const end = () => {
    if (server.pid) process.kill(-server.pid);
  };
  const root = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver answers', () => request('GET', `${root}/status`).catch(() => null));
  const timeouts = { script: LONGEST_SCRIPT_MS, pageLoad: LONGEST_SCRIPT_MS };
  const started = await request('POST', `${root}/session`, {
    capabilities: { alwaysMatch: { browserName: 'MiniBrowser', timeouts } },
  });
  const { sessionId, capabilities } = started as Session;
  const session = `${root}/session/${sessionId}`;

  return {
    name: 'WebKit',
    version: `WebKitGTK ${capabilities.browserVersion}`,
    async goto(url) {
      await request('POST', `${session}/url`, { url });
    },
    async run(work, args) {
      return answerOf(await request('POST', `${session}/execute/async`, { script: scriptOf(work), args }));
    },
    async chooseFiles(selector, paths) {
      const found = await request('POST', `${session}/element`, { using: 'css selector', value: selector });
      const [id] = Object.values(found as Record<string, string>);
      await request('POST', `${session}/element/${id}/value`, { text: paths.join('\n') });
    },
    async goOffline() {
      throw new Error('WebKitWebDriver has no command for it.');
    },
    downloads: async () => completeFiles(downloads),
    async close() {
      await request('DELETE', session).catch(() => null);
      end();
      rmSync(home, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

type Session = { readonly sessionId: string; readonly capabilities: { readonly browserVersion: string } };

/** The value of the answer. Throws what the driver says went wrong. */
async function request(method: string, url: string, body?: { readonly [name: string]: Json }): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
