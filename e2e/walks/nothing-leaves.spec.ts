import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Worker } from '@playwright/test';
import { expect, folderOfShapes, importFolder, openStage, test, trainToTheEnd } from '../axial.ts';
import { RULES } from '../browsers/rules.ts';
import { shapePng } from '../pictures.ts';
import { plainHost } from '../plainHost.ts';

test.use({ serviceWorkers: 'allow' });

test('after the page and its backend have loaded, nothing is requested any more', async ({
  page,
  context,
  baseURL,
}) => {
  const requests: { url: string; method: string; body: string | null }[] = [];
  context.on('response', (response) => {
    if (response.fromServiceWorker()) return; // it lies on this device
    const request = response.request();
    requests.push({ url: request.url(), method: request.method(), body: request.postData() });
  });
  await page.goto('/');
  await importFolder(page, folderOfShapes(24));
  await trainToTheEnd(page, { Preset: 'Compact CNN', 'Input size': '32', Epochs: '1', Seed: '3' });

  // So far: only our own files, fetched and not sent to.
  const fetched = requests.filter(({ url }) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(fetched.length).toBeGreaterThan(0);
  for (const { url, method, body } of fetched) {
    expect(new URL(url).origin).toBe(new URL(baseURL ?? '').origin);
    expect([method, body, new URL(url).search]).toEqual(['GET', null, '']);
  }

  const before = fetched.length;
  await openStage(page, 'Evaluate');
  await openStage(page, 'Classify');
  const scan = { name: 'one.png', mimeType: 'image/png', buffer: shapePng('disc', 100) };
  await page.getByLabel('Scans to classify').setInputFiles([scan]);
  await expect(page.getByText(/looks like /i).first()).toBeVisible();
  await trainToTheEnd(page, { Epochs: '1', Seed: '4' });
  await openStage(page, 'Models');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download model' }).first().click();
  await downloading;
  const after = requests.filter(({ url }) => !url.startsWith('blob:') && !url.startsWith('data:'));
  expect(after.slice(before)).toEqual([]);
  await expect(page.getByText('Stays on this device: 0 requests')).toBeVisible();
});

/** Tries every door that a script has, from wherever it runs. Answers which of them opened, as far as the script can tell. */
async function attack(target: string): Promise<string[]> {
  const opened: string[] = [];
  const scope = globalThis as typeof globalThis & { importScripts?: (url: string) => void };
  const socket = target.replace('http', 'ws');
  const doors: Record<string, () => unknown> = {
    fetch: () => fetch(`${target}/fetch`, { mode: 'no-cors' }),
    beacon: () => {
      navigator.sendBeacon?.(`${target}/beacon`, 'x'); // true, also where the policy holds it
      return Promise.reject();
    },
    import: () => import(`${target}/import.js`),
    importScripts: () => (scope.importScripts ? scope.importScripts(`${target}/scripts.js`) : Promise.reject()),
    cache: async () => (await caches.open('attack')).add(`${target}/cache`),
    request: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        Object.assign(request, { onload: resolve, onerror: reject });
        request.open('GET', `${target}/xhr`);
        request.send();
      }),
    socket: () =>
      new Promise((resolve, reject) => {
        Object.assign(new WebSocket(`${socket}/socket`), { onopen: resolve, onerror: reject });
      }),
    events: () =>
      new Promise((resolve, reject) => {
        Object.assign(new EventSource(`${target}/events`), { onopen: resolve, onerror: reject });
      }),
    font: () => new FontFace('attack', `url(${target}/font.woff2)`).load(),
    image: () =>
      new Promise((resolve, reject) => {
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: `${target}/image.png` });
      }),
    style: () => {
      document.documentElement.style.backgroundImage = `url(${target}/style.png)`;
      return Promise.reject();
    },
    prefetch: () => {
      for (const rel of ['prefetch', 'preconnect', 'preload', 'dns-prefetch', 'modulepreload']) {
        const link = document.createElement('link');
        document.head.append(Object.assign(link, { rel, as: 'image', href: `${target}/${rel}` }));
      }
      return Promise.reject();
    },
    form: () => {
      const form = document.createElement('form');
      document.body.append(Object.assign(form, { action: `${target}/form`, method: 'post', target: 'attack' }));
      form.submit();
      return Promise.reject();
    },
    peer: async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(target).host}` }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise((resolve) => Object.assign(peer, { onicegatheringstatechange: resolve }));
      if (!peer.localDescription?.sdp.includes('candidate')) throw new Error('none');
    },
  };
  for (const [door, open] of Object.entries(doors)) {
    try {
      await Promise.race([open(), new Promise((_, reject) => setTimeout(reject, 1500))]);
      opened.push(door);
    } catch {
      // closed
    }
  }
  return opened;
}

/** Hears every request, and lets everybody in. */
async function listener(heard: string[]): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': 'text/javascript',
    });
    response.end('');
  });
  server.on('upgrade', ({ url }, socket) => {
    heard.push(url ?? '');
    socket.destroy();
  });
  server.on('connection', () => heard.push('a connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a script that got into the page, a worker or the service worker reaches no other host', async ({
  page,
  context,
}) => {
  const heard: string[] = [];
  const { server, url } = await listener(heard);
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  await expect.poll(() => context.serviceWorkers().length).toBe(1);
  const opened: Record<string, string[]> = {};
  // Workers that have nothing to do are ended after a while: they come first, all at once, and one that ended reached nobody.
  const attacked = async (worker: Worker) => {
    try {
      opened[new URL(worker.url()).pathname] = await worker.evaluate(attack, url);
    } catch (failure) {
      if (page.workers().includes(worker) || context.serviceWorkers().includes(worker)) throw failure;
    }
  };
  await Promise.all([...page.workers(), ...context.serviceWorkers()].map(attacked));
  const where = Object.keys(opened).join(' ');
  for (const each of [/jobs\.worker/, /backend\.worker/, /service-worker/]) expect(where).toMatch(each);
  opened.page = await page.evaluate(attack, url);
  server.closeAllConnections();
  server.close();
  expect(heard).toEqual([]);
  expect(Object.values(opened).flat()).toEqual([]);
});

test('nor the host that the page came from, once the page is kept', async ({ page }) => {
  const host = await plainHost(RULES);
  await page.goto(host.url);
  await expect(page.getByText('Stays on this device: 0 requests')).toBeVisible();
  await page.reload(); // every thread is the service worker's from its start
  await importFolder(page, folderOfShapes(4));
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  // The browser itself asks once more whether there is a new version, a moment after the page was opened.
  const asked = () => host.requests.filter((request) => request.endsWith('service-worker.js')).length;
  await expect.poll(asked).toBe(2);
  host.requests.length = 0;
  const own = `${new URL(host.url).origin}/some/folder/assets`;
  const opened = [await page.evaluate(attack, own)];
  for (const worker of page.workers()) opened.push(await worker.evaluate(attack, own).catch(() => []));
  expect(host.requests).toEqual([]);
  expect(opened.flat()).toEqual([]);
  await expect(page.getByText('Stays on this device: 0 requests')).toBeVisible();
  await host.stop();
});

/** Why a thread does not make code, or another thread, of plain text. */
async function tryPlainText(): Promise<Record<string, string>> {
  await new Promise((resolve) => setTimeout(resolve)); // in the task in which a debugger asks, everything may run
  const sinks: Record<string, () => unknown> = {
    worker: () => new Worker('data:text/javascript,0', { type: 'module' }),
    timer: () => setTimeout('0'),
    code: () => Reflect.construct(Function, ['return 0'])(),
  };
  const why = (use: () => unknown) => {
    try {
      use();
      return 'it ran';
    } catch (refusal) {
      return String(refusal);
    }
  };
  return Object.fromEntries(Object.entries(sinks).map(([sink, use]) => [sink, why(use)]));
}

test('no thread makes code or a thread of plain text', async ({ page }) => {
  await page.goto('/');
  await importFolder(page, folderOfShapes(4));
  await expect.poll(() => page.workers().some((worker) => /backend\.worker/.test(worker.url()))).toBe(true);
  const found: Record<string, Record<string, string>> = {};
  const asked = async (worker: Worker) => {
    try {
      found[new URL(worker.url()).pathname] = await worker.evaluate(tryPlainText);
    } catch (failure) {
      if (page.workers().includes(worker)) throw failure; // one that has nothing to do may end meanwhile
    }
  };
  await Promise.all(page.workers().map(asked));
  const where = Object.keys(found).join(' ');
  for (const each of [/jobs\.worker/, /backend\.worker/]) expect(where).toMatch(each);
  // The last: what the policy of a thread that starts others says of an address that is none of ours.
  const notCode = expect.stringMatching(/unsafe-eval|Trusted/);
  const refused = expect.stringMatching(/TrustedScript|Trusted Type|trusted-types|Refused to start a worker/);
  for (const [thread, refusals] of Object.entries(found))
    expect({ thread, ...refusals }).toEqual({ thread, worker: refused, timer: refused, code: notCode });
});
