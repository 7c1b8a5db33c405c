import type { CopyGroup } from '../../../dataset/auditReport.ts';
import type { Remedy } from '../../../dataset/curation.ts';
import type { ScanView } from '../../../worker/protocol.ts';
import { attempt, jobs } from '../../jobs.ts';
import { notify, setDataSet } from '../../workspace.ts';

/** Changes the data set and offers the way back. Resolves to whether it went well; the user has been told. */
export function applyRemedy(remedy: Remedy, done: string): Promise<boolean> {
  return attempt(async () => {
    const dataSet = await jobs.applyEdit(remedy);
    setDataSet(dataSet);
    const edit = dataSet.edits.at(-1);
    if (edit) notify(done, 'quiet', { label: 'Undo', run: () => void takeBack(edit.id) });
  });
}

export function takeBack(editId: number): Promise<boolean> {
  return attempt(async () => setDataSet(await jobs.takeBack(editId)));
}

/**
 * What has to go so that one of each group stays: the picture with the most pixels, the first of equals. Groups whose labels
 * contradict each other are left: somebody has to say who is right.
 */
export function redundantCopies(copies: readonly CopyGroup[], scans: ReadonlyMap<string, ScanView>): string[] {
  return copies.flatMap(({ sha256s, conflict }) => {
    if (conflict) return [];
    const present = sha256s.flatMap((sha256) => scans.get(sha256) ?? []);
    const [largest] = present.toSorted((a, b) => b.width * b.height - a.width * a.height);
    return present.filter((scan) => scan !== largest).map(({ sha256 }) => sha256);
  });
}
