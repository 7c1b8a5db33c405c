import { asScriptUrl } from '../worker/spawnWorker.ts';
import type { Notice, Question } from './site.ts';

type SiteWatch = {
  /** The policy holds, or never will: threads may be started. Before that the page may be loaded once more. */
  readonly onSafe: () => void;
  /** The page is kept on this device: it opens without a network, and what it asks of one is counted. */
  readonly onKept: () => void;
  /** Something is fetched from the network after that, be it a part of the page. */
  readonly onRequest: () => void;
  /** Another version lies ready; `takeOver` reloads the page into it. */
  readonly onNewVersion: (takeOver: () => void) => void;
};

const TRIED = 'axial-isolating';
/** The stage that the user chose while the page was loaded once more. */
const CHOSEN = 'axial-chosen';

/** Longer than a service worker takes to come on a slow network. */
const LONGEST_WAIT_MS = 15_000;

/**
 * Has a service worker keep the page for offline use and add the headers that the host does not send. Where those were
 * missing, the page is loaded once more so that they take effect: no thread, which would have no policy, runs before.
 */
export async function registerServiceWorker(watch: SiteWatch): Promise<void> {
  const workers = navigator.serviceWorker;
  const entry = document.querySelector<HTMLScriptElement>('script[type=module]')?.src;
  if (!workers || !entry) return watch.onSafe(); // a private window, or no https: the page works without
  holdOpen(entry);
  takeUpChoice();
  const isolating = !globalThis.SharedArrayBuffer && !workers.controller && isFirstTry();
  if (isolating) {
    const waited = new AbortController();
    setTimeout(() => waited.abort(), LONGEST_WAIT_MS);
    waited.signal.addEventListener('abort', watch.onSafe);
    workers.addEventListener('controllerchange', reloadIsolated, { once: true, signal: waited.signal });
  } else {
    watch.onSafe();
    await loadedAndIdle();
  }
  try {
    const registration = await workers.register(asScriptUrl('service-worker.js', document.baseURI));
    watchVersions(registration, entry, watch.onNewVersion);
    const { active } = await workers.ready;
    await loadedAndIdle();
    if (!active || !(await ask(active, { ask: 'keep', entry })) || !workers.controller) return;
    watch.onKept();
    countRequests(workers, watch.onRequest);
  } catch {
    watch.onSafe(); // the browser lets this page have none: it works without
  }
}

/** What this page may still fetch is not thrown away while it is open. */
function holdOpen(entry: string): void {
  void navigator.locks?.request(entry, { mode: 'shared' }, () => new Promise<void>(() => {}));
}

function takeUpChoice(): void {
  try {
    const chosen = sessionStorage.getItem(CHOSEN);
    sessionStorage.removeItem(CHOSEN);
    if (chosen) location.replace(chosen);
  } catch {
    // A browser that keeps nothing of the page: it opens at its first stage.
  }
}

/** Once in a tab: a browser that keeps the service worker out of the page must not be reloaded for ever. */
function isFirstTry(): boolean {
  try {
    return sessionStorage.getItem(TRIED) === null;
  } catch {
    return false;
  }
}

/** Nothing is lost: without a thread nothing could be begun, and the address says which stage was chosen. */
function reloadIsolated(): void {
  sessionStorage.setItem(TRIED, '1');
  // Also where it is chosen after this line.
  addEventListener('pagehide', () => sessionStorage.setItem(CHOSEN, location.hash));
  location.reload();
}

/** All that the page and its threads ask for goes by the service worker, which says what it cannot answer itself. */
function countRequests(workers: ServiceWorkerContainer, onRequest: () => void): void {
  workers.addEventListener('message', ({ data }: MessageEvent<Notice>) => {
    if (data.notice === 'fetched') onRequest();
  });
  workers.startMessages();
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
