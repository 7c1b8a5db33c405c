import type { registerServiceWorker as registered } from '../../src/offline/client.ts';

/** Stands in for `offline/client.ts`: no service worker. */
export const registerServiceWorker: typeof registered = async () => {};
