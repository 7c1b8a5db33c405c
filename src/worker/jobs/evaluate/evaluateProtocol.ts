import type { ReportRecord } from '../../../export/report/reportRecord.ts';
import type { StoredRobustness } from '../../../storage/models/modelRecords.ts';
import type { Stoppable } from '../jobOptions.ts';

/** What is measured of a stored model beyond its test. */
export interface EvaluateJobs {
  /**
   * How a stored model answers test scans that are degraded, in every way and amount of `DEGRADATIONS`: first a point without any, in which
   * the scans are no larger than the others. Waits for the backend as classifying does. Kept with the model at the end. Resolves also when it is stopped.
   */
  robustness(id: string, options: WhileDegrading): Promise<void>;
  /** All that is known of a model, as one file that opens anywhere and makes no request, and the same as JSON. Keeps what was stated. */
  report(request: ReportRequest): Promise<{ readonly html: Blob; readonly json: Blob }>;
}

type WhileDegrading = Stoppable & { readonly onPoint: (point: RobustnessPoint, share: number) => void };

/** What the worker cannot know of a report by itself. */
export type ReportRequest = Pick<ReportRecord, 'conclusion' | 'statements' | 'shortcuts'> & {
  readonly modelId: string;
  /** Small images of the scans that were called wrong. */
  readonly withImages: boolean;
};

/** What a model makes of some test scans that were degraded. */
export type RobustnessPoint = StoredRobustness['points'][number];
