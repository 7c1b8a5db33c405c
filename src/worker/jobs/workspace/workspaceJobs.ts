import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import { readWorkspace, storedBytes } from './workspace.ts';
import type { WorkspaceJobs } from './workspaceProtocol.ts';

/** What is stored as a whole. */
export function workspaceJobs(scope: JobScope): Omit<WorkspaceJobs, 'watchStorage'> {
  const moving = () => import('./moveWorkspace.ts');
  return {
    open: async () => readWorkspace(await scope.opened()),
    fetchAhead: () => scope.fetchAhead(),
    async moveOut(withScans, { onProgress, signal = neverAborted }) {
      const context = await scope.opened();
      scope.training.mustBeIdle();
      const { moveOut } = await moving();
      return scope.importing.run(() => moveOut(context, withScans, onProgress, signal));
    },
    async moveIn(file, { onProgress, signal = neverAborted }) {
      const context = await scope.opened();
      scope.training.mustBeIdle();
      const { moveIn } = await moving();
      return scope.importing.run(() => moveIn(context, file, onProgress, signal));
    },
    storedBytes: async () => storedBytes(await scope.opened()),
  };
}
