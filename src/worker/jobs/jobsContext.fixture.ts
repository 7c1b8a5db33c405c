import { test as withDatabase } from '../../storage/database/testDatabase.fixture.ts';
import { BackendWorkerHost } from '../backend/backendWorkerHost.ts';
import { DecodePool } from '../decodePool/decodePool.ts';
import { JobsContext } from './context.ts';

type Shared = { readonly host: BackendWorkerHost; readonly pool: DecodePool };

/**
 * Each test gets what the jobs share, on a database of its own, which is deleted after it. The workers, which keep nothing from
 * one job to the next and take seconds to start, are those of the test file.
 */
export const test = withDatabase.extend<{ $file: Shared; $test: { context: JobsContext } }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from the pattern
    async ({}, use) => {
      const host = new BackendWorkerHost();
      await use(host);
      host.close();
    },
    { scope: 'file' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from the pattern
  pool: [async ({}, use) => use(new DecodePool(2)), { scope: 'file' }],
  context: async ({ db, host, pool }, use) => {
    await use(new JobsContext(db, pool, host));
  },
});
