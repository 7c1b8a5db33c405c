import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { AuditJobs } from './auditProtocol.ts';

export function auditJobs(scope: JobScope): AuditJobs {
  const { editing, audits } = scope;
  return {
    async audit({ onProgress, signal = neverAborted }) {
      const context = await scope.opened();
      if (!editing.isIdle) return null; // it would be of what is no more
      return audits.of(context.curated(), onProgress, signal).catch(nullIfStopped);
    },
  };
}

/** What was stopped has no answer, and that is no failure. */
function nullIfStopped(reason: unknown): null {
  if (reason instanceof DOMException && reason.name === 'AbortError') return null;
  throw reason;
}
