import type { Jobs } from '../../protocol.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';

export function auditJobs(scope: JobScope) {
  const { editing, audits } = scope;
  return {
    async audit({ onProgress, signal = neverAborted }) {
      const context = await scope.opened();
      if (!editing.isIdle) return null; // it would be of what is no more
      return audits.of(context.curated(), onProgress, signal).catch(nullIfStopped);
    },
  } satisfies Partial<Jobs>;
}

/** What was stopped has no answer, and that is no failure. */
function nullIfStopped(reason: unknown): null {
  if (reason instanceof DOMException && reason.name === 'AbortError') return null;
  throw reason;
}
