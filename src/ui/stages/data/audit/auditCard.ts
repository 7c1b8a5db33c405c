import type { AuditReport } from '../../../../audit/auditReport.ts';
import type { DataSetView, ScanView } from '../../../../dataset/edits/dataSetView.ts';
import type { ClassMarks } from '../classMarks.ts';

export type AuditCardProps = {
  readonly dataSet: DataSetView;
  /** Of this version of the data set, or an earlier one. */
  readonly report: AuditReport;
  /** Of scans in use, by SHA-256. */
  readonly scans: ReadonlyMap<string, ScanView>;
  readonly marks: ClassMarks;
  /** Why nothing can be changed now, in words; null where it can. */
  readonly resting: string | null;
  readonly onOpen: (scans: readonly ScanView[], index: number) => void;
};
