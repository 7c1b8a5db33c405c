import type { Remedy } from '../../../dataset/curation.ts';
import { attempt, jobs } from '../../jobs.ts';
import { notify, setDataSet } from '../../workspace.ts';

/** A second click of an impatient hand is no second change. */
const underWay = new Set<string>();

/** Changes the data set and offers the way back. Resolves to whether it went well; the user has been told. */
export async function applyRemedy(remedy: Remedy, done: string): Promise<boolean> {
  const key = `${done} ${'sha256s' in remedy ? remedy.sha256s[0] : ''}`;
  if (underWay.has(key)) return false;
  underWay.add(key);
  const isDone = await attempt(async () => {
    const dataSet = await jobs.applyEdit(remedy);
    setDataSet(dataSet);
    const edit = dataSet.edits.at(-1);
    if (edit) notify(done, 'quiet', { label: 'Undo', run: () => void takeBack(edit.id) });
  });
  underWay.delete(key);
  return isDone;
}

export function takeBack(editId: number): Promise<boolean> {
  return attempt(async () => setDataSet(await jobs.takeBack(editId)));
}
