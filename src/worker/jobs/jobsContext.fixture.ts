import { test as withDatabase } from '../../storage/database/testDatabase.fixture.ts';
import { BackendWorkerHost } from '../backend/backendWorkerHost.ts';
import { DecodePool } from '../decodePool/decodePool.ts';
import { JobsContext } from './context.ts';

/** Each test gets what the jobs share, on a database of its own, which is deleted after it. */
export const test = withDatabase.extend<{ context: JobsContext }>({
  context: async ({ db }, use) => {
    await use(new JobsContext(db, new DecodePool(2), new BackendWorkerHost()));
  },
});
