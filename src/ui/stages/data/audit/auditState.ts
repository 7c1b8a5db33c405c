import type { AuditReport } from '../../../../audit/auditReport.ts';
import type { AuditProgress } from '../../../../worker/jobs/audit/auditProtocol.ts';

/** What is known of what stands in the way of an honest result. `of` is what was looked at, by `auditedState`. */
export type AuditState =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly of: string; readonly progress: AuditProgress | null }
  | { readonly step: 'found'; readonly of: string; readonly report: AuditReport }
  | { readonly step: 'failed'; readonly of: string; readonly reason: string };
