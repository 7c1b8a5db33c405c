import type { HeaderRule } from './headerRules.ts';

/** One build of the page, as the service worker knows it; put in by `vitePlugin.ts`. */
export type Site = {
  /** Differs with any byte of what is kept. */
  readonly version: string;
  /** What the page needs offline but `index.html`, from the top of the site, without '/' first. */
  readonly files: readonly string[];
  /** `public/_headers`. */
  readonly headers: readonly HeaderRule[];
};

/** What the service worker says to every page by itself: it has asked the network for something. */
export type Notice = { readonly notice: 'fetched' };

/**
 * What a page asks of a service worker; the answer is a boolean. `entry` is the address of the page's first script; while
 * the page is open it also holds a lock of that name, so that nothing it may still fetch is thrown away.
 */
export type Question =
  /** Keeps the page for offline use; true once it is kept. */
  | { readonly ask: 'keep'; readonly entry: string }
  /** Whether that page is of the service worker's own version. */
  | { readonly ask: 'is yours'; readonly entry: string }
  /** Serves all pages from now on, instead of the service worker before. */
  | { readonly ask: 'take over' };
