import { asScriptUrl } from '../worker/spawnWorker.ts';
import type { Question } from './site.ts';

export type SiteWatch = {
  /** True while a reload would take nothing from the user. */
  readonly mayReload: () => boolean;
  /** The page is kept on this device: it opens without a network. */
  readonly onKept: () => void;
  /** Another version lies ready; `takeOver` reloads the page into it. */
  readonly onNewVersion: (takeOver: () => void) => void;
};

const TRIED = 'axial-isolating';

/**
 * Has a service worker keep the page for offline use and add the headers that the host does not send. Where those were
 * missing, the page is loaded once more so that they take effect: threads need them.
 */
export async function registerServiceWorker(watch: SiteWatch): Promise<void> {
  const workers = navigator.serviceWorker;
  const entry = document.querySelector<HTMLScriptElement>('script[type=module]')?.src;
  if (!workers || !entry) return; // a private window, or no https: the page works without
  holdOpen(entry);
  const isolating = !globalThis.SharedArrayBuffer && !workers.controller && isFirstTry();
  if (isolating) workers.addEventListener('controllerchange', () => reloadIsolated(watch), { once: true });
  else await loadedAndIdle();
  try {
    const registration = await workers.register(asScriptUrl('service-worker.js', document.baseURI));
    watchVersions(registration, entry, watch.onNewVersion);
    const { active } = await workers.ready;
    await loadedAndIdle();
    if (active && (await ask(active, { ask: 'keep', entry }))) watch.onKept();
  } catch {
    // The browser lets this page have none: it works without.
  }
}

/** What this page may still fetch is not thrown away while it is open. */
function holdOpen(entry: string): void {
  void navigator.locks?.request(entry, { mode: 'shared' }, () => new Promise<void>(() => {}));
}

/** Once in a tab: a browser that keeps the service worker out of the page must not be reloaded for ever. */
function isFirstTry(): boolean {
  try {
    return sessionStorage.getItem(TRIED) === null;
  } catch {
    return false;
  }
}

function reloadIsolated({ mayReload }: SiteWatch): void {
  if (!mayReload()) return; // at the next visit, then
  sessionStorage.setItem(TRIED, '1');
  location.reload();
}

/** Keeping the page must not get in the way of its first second. */
async function loadedAndIdle(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  // Safari has no idle callback.
  await new Promise<unknown>((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
}

function watchVersions(
  registration: ServiceWorkerRegistration,
  entry: string,
  onNewVersion: SiteWatch['onNewVersion'],
): void {
  const offer = async (waiting: ServiceWorker | null) => {
    if (!waiting || !registration.active) return;
    // A page that came from the network may be of the new version already.
    if (await ask(waiting, { ask: 'is yours', entry })) void ask(waiting, { ask: 'take over' });
    else onNewVersion(() => takeOver(waiting));
  };
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') void offer(installing);
    });
  });
  void offer(registration.waiting);
}

function takeOver(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  void ask(waiting, { ask: 'take over' });
}

function ask(worker: ServiceWorker, question: Question): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(question, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      resolve(data === true);
      port1.close();
    };
  });
}
