import { headersFor } from './headerRules.ts';
import type { Notice, Question, Site } from './site.ts';
import { SiteCache } from './siteCache.ts';

// Adds the headers that some hosts cannot send (without them there are no threads), and keeps the page for offline use.
// It answers only for this site's own addresses and adds no request of its own but for those.

type Waiting = { waitUntil(work: Promise<unknown>): void };
type Fetching = Waiting & { readonly request: Request; respondWith(response: Promise<Response>): void };

/** What of `ServiceWorkerGlobalScope` is used: its types do not go together with those of a page. */
type Scope = {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
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
  if (path !== null) event.respondWith(answer(event.request, path));
  else event.waitUntil(tell({ notice: 'fetched' }));
});

scope.addEventListener('message', (event) => {
  const [port] = event.ports;
  event.waitUntil(reply(event.data).then((said) => port?.postMessage(said)));
});

/** From the top of the site, '/' first; null for what is not answered here. */
function pathOf({ method, url }: Request): string | null {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  return pathname.slice(root.pathname.length - 1);
}

async function answer(request: Request, path: string): Promise<Response> {
  const found = (await kept.find(path)) ?? (await fetched(request));
  return withHeaders(found, path);
}

/** Offline, an address that is not known leads to the page. */
async function fetched(request: Request): Promise<Response> {
  try {
    void tell({ notice: 'fetched' });
    return await fetch(request);
  } catch (failure) {
    const page = request.mode === 'navigate' ? await kept.page() : undefined;
    if (page) return page;
    throw failure;
  }
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
