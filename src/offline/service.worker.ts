import { headersFor } from './headerRules.ts';
import type { Notice, Question, Site } from './site.ts';
import { SiteCache } from './siteCache.ts';

// Adds the headers that some hosts cannot send (without them there are no threads), and keeps the page for offline use.
// It answers only for this site's own addresses and adds no request of its own but for those.

type Waiting = { waitUntil(work: Promise<unknown>): void };
type Fetching = Waiting & {
  readonly request: Request;
  /** Of the page or thread that asks; empty for one that is about to be opened. */
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
};

/** What of `ServiceWorkerGlobalScope` is used: its types do not go together with those of a page. */
type Scope = {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<{ readonly url: string } | undefined>;
    matchAll(): Promise<readonly { postMessage(notice: Notice): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Question> & Waiting) => void): void;
};

declare const __AXIAL_SITE__: Site;

const scope = globalThis as unknown as Scope;
const site = __AXIAL_SITE__;
const root = new URL(scope.registration.scope);
const kept = new SiteCache(site, root.href);

// The first one serves at once, since headers cannot wait, and keeps the page later, when that one is idle. One that
// follows keeps its own version first and then waits until no page of the version before is open.
scope.addEventListener('install', (event) => {
  event.waitUntil(scope.registration.active ? kept.keep() : scope.skipWaiting());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([scope.clients.claim(), kept.forgetOthers()]));
});

scope.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (event.request.mode === 'navigate') {
    if (path !== null) event.respondWith(opened(event.request, path));
  } else event.respondWith(answer(event, path));
});

scope.addEventListener('message', (event) => {
  const [port] = event.ports;
  event.waitUntil(reply(event.data).then((said) => port?.postMessage(said)));
});

/** From the top of the site, '/' first; null for what is not of this site. */
function pathOf({ method, url }: Pick<Request, 'method' | 'url'>): string | null {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  return pathname.slice(root.pathname.length - 1);
}

/** A page. Offline, an address that is not known leads to ours. */
async function opened(request: Request, path: string): Promise<Response> {
  const found =
    (await kept.find(path)) ??
    (await fetched(request).catch(async (failure) => {
      const page = await kept.page();
      if (page) return page;
      throw failure;
    }));
  return withHeaders(found, path);
}

/**
 * What a page or a thread of ours asks for: the files of this site, by their bare names, so that an address carries nothing
 * away. All else is refused; pages of others below this folder are let alone.
 */
async function answer({ request, clientId }: Fetching, path: string | null): Promise<Response> {
  const found = path === null ? undefined : await kept.find(path);
  if (found && path !== null) return withHeaders(found, path);
  if (path !== null && kept.has(path)) return withHeaders(await fetched(kept.addressOf(path)), path);
  return (await isOurs(clientId)) ? Response.error() : fetched(request);
}

/** What is not known is taken for ours: it is not let out. */
async function isOurs(clientId: string): Promise<boolean> {
  const client = await scope.clients.get(clientId);
  const path = client && pathOf({ method: 'GET', url: client.url });
  return !path || path === '/' || kept.has(path) || (await kept.find(path)) !== undefined;
}

async function fetched(request: Request | string): Promise<Response> {
  void tell({ notice: 'fetched' });
  return fetch(request);
}

async function tell(notice: Notice): Promise<void> {
  for (const client of await scope.clients.matchAll()) client.postMessage(notice);
}

function withHeaders(response: Response, path: string): Response {
  if (response.status === 0) return response; // a redirect, which the browser follows and asks again
  const headers = new Headers(response.headers);
  for (const [name, value] of headersFor(site.headers, path)) headers.set(name, value);
  headers.delete('Content-Encoding'); // the body has been decoded
  headers.delete('Content-Length');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

async function reply(question: Question): Promise<boolean> {
  if (question.ask === 'is yours') return kept.isOwn(question.entry);
  if (question.ask === 'take over') {
    await scope.skipWaiting();
    return true;
  }
  if (!kept.isOwn(question.entry)) return false;
  try {
    await kept.keep();
    await kept.forgetOthers();
    return true;
  } catch {
    return false; // no network, or no room: the next visit tries again
  }
}
