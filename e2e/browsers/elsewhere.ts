import { createServer } from 'node:net';
import { type Driver, evaluate } from './driver.ts';

/** A place that no page of ours may reach; it counts who tries. */
export async function elsewhere() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('There is no port.');
  return {
    host: `127.0.0.1:${address.port}`,
    connections: () => connections,
    close: () => new Promise<unknown>((done) => server.close(done)),
  };
}

/** Tries to reach a host from the page in every way that needs no click; resolves once all have ended. */
export function tryToReach(browser: Driver, host: string): Promise<void> {
  return evaluate(
    browser,
    async (target) => {
      const http = `http://${target}/`;
      const ended = (thing: EventTarget) =>
        new Promise<void>((resolve) => {
          for (const type of ['load', 'error', 'close', 'open']) thing.addEventListener(type, () => resolve());
        });
      const element = (tag: 'img' | 'script' | 'link' | 'iframe', properties: Record<string, string>) => {
        const made = document.createElement(tag);
        const end = ended(made);
        for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value);
        (document.head ?? document.documentElement).append(made);
        return end;
      };
      const ways: (() => Promise<unknown> | boolean)[] = [
        () => fetch(http, { mode: 'no-cors' }),
        () => navigator.sendBeacon(http, 'x'),
        () => ended(new WebSocket(`ws://${target}/`)),
        () => ended(new EventSource(http)),
        () => element('img', { src: http }),
        () => element('script', { src: http }),
        () => element('link', { rel: 'stylesheet', href: http }),
      ];
      // What is forbidden throws, never settles or fails, each browser as it likes.
      const patience = new Promise((resolve) => setTimeout(resolve, 2000));
      const tries = ways.map(async (way) => way());
      await Promise.race([Promise.allSettled(tries), patience]);
    },
    host,
  );
}
