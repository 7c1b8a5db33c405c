import type { AuditReport } from '../../../audit/auditReport.ts';
import type { Stoppable } from '../jobOptions.ts';

/** What is in the way of an honest result. */
export interface AuditJobs {
  /**
   * What is in the way of an honest result: kept with the version of the data set, else found now. Null where it was
   * stopped, or another audit, an edit, an import or a deletion made it needless; whoever changed the data set asks again.
   */
  audit(options: WhileAuditing): Promise<AuditReport | null>;
}

type WhileAuditing = Stoppable & { readonly onProgress: (progress: AuditProgress) => void };

export type AuditProgress = {
  /** In this order; some are left out where there is nothing to do. */
  readonly stage: 'copies' | 'statistics' | 'shortcuts' | 'input' | 'outliers';
  /** Scans. */
  readonly done: number;
  readonly total: number;
};
