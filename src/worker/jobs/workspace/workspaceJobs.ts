import type { Jobs } from '../../protocol.ts';
import type { JobScope } from '../jobScope.ts';
import { readWorkspace, storedBytes } from './workspace.ts';

/** What is stored as a whole. */
export function workspaceJobs(scope: JobScope) {
  return {
    open: async () => readWorkspace(await scope.opened()),
    fetchAhead: () => scope.fetchAhead(),
    storedBytes: async () => storedBytes(await scope.opened()),
  } satisfies Partial<Jobs>;
}
