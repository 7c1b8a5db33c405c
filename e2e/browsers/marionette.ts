import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, completeFiles, type Driver, type Json, scriptOf } from './driver.ts';
import { until } from './waiting.ts';

/** A page that trains on a busy machine answers late. */
const LONGEST_SCRIPT_MS = 600_000;

/** Firefox by the protocol that it has built in: messages are JSON with their length and a colon in front. */
export async function openFirefox(program: string, isPrivate = false): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'axial-firefox-'));
  const downloads = join(profile, 'downloads');
  mkdirSync(downloads);
  writeFileSync(join(profile, 'user.js'), preferences(downloads, isPrivate));
  const firefox = spawn(
    program,
    ['-marionette', '-remote-allow-system-access', '-headless', '-no-remote', '-profile', profile],
    { stdio: 'ignore' },
  );
  const ended = once(firefox, 'exit');
  const portFile = join(profile, 'MarionetteActivePort');
  const port = await until('Firefox answers', () =>
    existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : null,
  );
  const send = await marionette(port);
  const capabilities = { alwaysMatch: { timeouts: { script: LONGEST_SCRIPT_MS, pageLoad: LONGEST_SCRIPT_MS } } };
  const session = (await send('WebDriver:NewSession', { capabilities })) as Session;
  const version = session.capabilities.browserVersion;
  const run: Driver['run'] = async (work, args) => {
    const { value } = await send('WebDriver:ExecuteAsyncScript', { script: scriptOf(work), args });
    return answerOf(value);
  };

  const privileged = async (script: string) => {
    await send('Marionette:SetContext', { value: 'chrome' });
    const { value } = await send('WebDriver:ExecuteScript', { script, args: [] });
    await send('Marionette:SetContext', { value: 'content' });
    return value;
  };
  if (isPrivate && !(await privileged(IS_PRIVATE))) throw new Error('Firefox opened no private window.');

  return {
    name: 'Firefox',
    version,
    async goto(url) {
      await send('WebDriver:Navigate', { url });
    },
    run,
    async chooseFiles(selector, paths) {
      const { value } = await send('WebDriver:FindElement', { using: 'css selector', value: selector });
      const [id = ''] = Object.values(value as Record<string, string>);
      await send('WebDriver:ElementSendKeys', { id, text: paths.join('\n') });
    },
    async goOffline() {
      await privileged('Services.io.offline = true');
    },
    downloads: async () => completeFiles(downloads),
    async close() {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => firefox.kill());
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

const IS_PRIVATE = 'return PrivateBrowsingUtils.isWindowPrivate(window)';

type Waiting = { resolve(answer: Answer): void; reject(error: Error): void };
type Answer = { readonly value?: unknown };
type Session = { readonly capabilities: { readonly browserVersion: string } };
type Send = (command: string, parameters: { readonly [name: string]: Json }) => Promise<Answer>;

/** Firefox asks nobody elsewhere, and saves what is downloaded; every window of it is a private one, or none is. */
function preferences(downloads: string, isPrivate: boolean): string {
  const values = {
    'browser.privatebrowsing.autostart': isPrivate,
    'marionette.port': 0,
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'dom.webnotifications.enabled': false,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** Commands are numbered, and each is answered once: `[1, number, error, result]`. */
async function marionette(port: number): Promise<Send> {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, Waiting>();
  onMessages(socket, (message) => {
    if (!Array.isArray(message)) return; // its greeting
    const [, number, error, result] = message as [number, number, { message: string } | null, Answer | null];
    if (error) waiting.get(number)?.reject(new Error(error.message));
    else waiting.get(number)?.resolve(result ?? {});
    waiting.delete(number);
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone.'));
  });
  await once(socket, 'connect');
  let last = 0;
  return (command, parameters) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const text = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

function onMessages(socket: Socket, take: (message: unknown) => void): void {
  let bytes = Buffer.alloc(0);
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (;;) {
      const colon = bytes.indexOf(':');
      const end = colon + 1 + Number(bytes.subarray(0, Math.max(0, colon)));
      if (colon < 0 || bytes.length < end) return;
      take(JSON.parse(bytes.subarray(colon + 1, end).toString()));
      bytes = bytes.subarray(end);
    }
  });
}
