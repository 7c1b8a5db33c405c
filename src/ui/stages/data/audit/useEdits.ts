import type { ReactNode } from 'react';
import { afterRemedy, afterUndo, type DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import type { EditRequest } from '../../../../dataset/edits/datasetEdits.ts';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { attempt, jobs } from '../../../workspace/jobs.ts';
import { notify, setDataSet, workspace } from '../../../workspace/workspace.ts';

type Remedies = {
  /** Changes the data set and offers the way back. Resolves to whether it went well. */
  readonly applyRemedy: (remedy: EditRequest, done: string) => Promise<boolean>;
  readonly undoEdit: (editId: number) => Promise<boolean>;
  /** Why the last one failed: belongs next to the buttons. */
  readonly failure: ReactNode;
};

/** A second click of an impatient hand is no second change. */
const underWay = new Set<string>();

/** Changes of the data set, for the buttons that make them. */
export function useEdits(): Remedies {
  const own = useAttempt();
  const applyRemedy = async (remedy: EditRequest, done: string) => {
    const key = `${done} ${'sha256s' in remedy ? remedy.sha256s[0] : ''}`;
    if (underWay.has(key)) return false;
    underWay.add(key);
    const isDone = await own.attempt(() => apply(remedy, done));
    underWay.delete(key);
    return isDone;
  };
  return { applyRemedy, undoEdit: (editId) => own.attempt(() => undo(editId)), failure: own.failure };
}

async function apply(remedy: EditRequest, done: string): Promise<void> {
  const outcome = await jobs.applyEdit(remedy);
  change((dataSet) => afterRemedy(dataSet, remedy, outcome));
  notify(done, { label: 'Undo', run: () => void attempt(() => undo(outcome.id)) });
}

async function undo(editId: number): Promise<void> {
  const outcome = await jobs.undoEdit(editId);
  change((dataSet) => afterUndo(dataSet, outcome));
}

/** What the worker has changed the page changes too, so that an edit does not send all rows again. */
function change(edited: (dataSet: DataSetView) => DataSetView): void {
  const { dataSet } = workspace.getState();
  if (dataSet) setDataSet(edited(dataSet));
}
