// A Chromium with a window, on a screen that nobody sees: there, and not headless, a tab behind another one is hidden.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ARGUMENTS } from '../bench/site.mjs';
import { findChromium } from '../chromium.mjs';

const XVFB = '/usr/bin/Xvfb';

/** Why there can be no window here, or null. */
export function withoutScreen() {
  return existsSync(XVFB) ? null : 'There is no Xvfb here: `apt-get install xvfb`.';
}

/** As `openBrowser`, but with what Chromium does to hidden tabs, which Playwright switches off. */
export async function openWindow() {
  const screen = spawn(XVFB, ['-displayfd', '3', '-screen', '0', '1440x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(/** @type {import('node:stream').Readable} */ (screen.stdio[3]), 'data');
  const profile = mkdtempSync(join(tmpdir(), 'axial-window-'));
  const args = [...ARGUMENTS, '--no-first-run', `--user-data-dir=${profile}`, '--remote-debugging-port=0'];
  const env = { ...process.env, DISPLAY: `:${String(number).trim()}` };
  const program = spawn(findChromium(), args, { stdio: ['ignore', 'ignore', 'pipe'], env });
  const ended = once(program, 'exit');
  const clearAway = async () => {
    await ended;
    screen.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const browser = await chromium.connectOverCDP(await addressOf(program), { noDefaults: true });
    const [context] = browser.contexts();
    if (!context) throw new Error('The browser has no profile.');
    return {
      context,
      version: browser.version(),
      async close() {
        const devtools = await browser.newBrowserCDPSession();
        await devtools.send('Browser.close').catch(() => {}); // it may be gone before it answers
        await clearAway();
      },
    };
  } catch (error) {
    program.kill('SIGKILL'); // whoever is left would keep this run from its end
    await clearAway();
    throw error;
  }
}

/** Chromium says it among its complaints. */
async function addressOf(program) {
  let said = '';
  for await (const data of program.stderr) {
    said += data;
    const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
    if (address) {
      program.stderr.resume();
      return address;
    }
  }
  throw new Error(`Chromium did not start: ${said.trim().slice(-200)}`);
}
