import type { Remedy } from '../../../dataset/curation.ts';
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
