import type { Jobs } from './protocol.ts';

/** The page's only way to the rooms below. */
export const jobs: Jobs = new Proxy({} as Jobs, {
  get: () => () => Promise.reject(new Error('not ready')),
});
