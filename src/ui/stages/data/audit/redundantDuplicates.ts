import type { DuplicateGroup } from '../../../../audit/auditReport.ts';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';

/**
 * What has to go so that one of each group stays: the image with the most pixels, the first of equals. Groups whose labels
 * contradict each other are left: somebody has to say who is right.
 */
export function redundantCopies(copies: readonly DuplicateGroup[], scans: ReadonlyMap<string, ScanView>): string[] {
  return copies.flatMap(({ sha256s, conflict }) => {
    if (conflict) return [];
    const present = sha256s.flatMap((sha256) => scans.get(sha256) ?? []);
    const [largest] = present.toSorted((a, b) => b.width * b.height - a.width * a.height);
    return present.filter((scan) => scan !== largest).map(({ sha256 }) => sha256);
  });
}
