import {
  changeOf,
  type Edit,
  type EditRequest,
  editOf,
  summaryOfEdit,
  whyNotEdit,
} from '../../../dataset/edits/datasetEdits.ts';
import { type DataSetVersion, nextVersion, type VersionChange } from '../../../dataset/edits/version.ts';
import { ClassNaming } from '../../../dataset/import/classes/classNaming.ts';
import type { CHANGE_MESSAGES } from '../../../dataset/messages.ts';
import { type Coded, codesOf } from '../../../dataset/userError.ts';
import type { StoredEdit } from '../../../storage/dataSet/editRecords.ts';
import { saveEdit, saveVersion } from '../../../storage/dataSet/editStore.ts';
import type { JobsContext } from '../context.ts';

const changeCode = codesOf<typeof CHANGE_MESSAGES>();

/** @throws Error in words where the remedy makes no sense here */
export async function applyEdit(context: JobsContext, remedy: EditRequest): Promise<Edit> {
  const stored = context.requireStored();
  const obstacle = whyNotEdit(remedy, stored, context.edits);
  if (obstacle) throw new Error(obstacle);
  const id = 1 + Math.max(0, ...context.curation.edits.map(({ edit }) => edit.id));
  const edit = { ...editOf(remedy, stored, context.edits), id, at: new Date().toISOString() };
  await settle(context, { edit, takenBack: false }, changeOf(summaryOfEdit(edit, context.naming())));
  return edit;
}

/** @throws Error in words where there is no such edit */
export async function undoEdit(context: JobsContext, id: number): Promise<Edit> {
  const edit = context.edits.find((each) => each.id === id);
  if (!edit) throw new Error('This change was undone already.');
  const others = context.edits.filter((each) => each !== edit);
  const { ambiguous } = new ClassNaming(context.requireStored().classes, others);
  if (ambiguous !== null) throw new Error(`Two classes would be called ${ambiguous}: rename one of them first.`);
  const { code, params } = changeOf(summaryOfEdit(edit, context.naming()));
  await settle(context, { edit, takenBack: true }, { code: `undo-${code}`, params });
  return edit;
}

/** Both the edit and the version that it makes are kept, or neither. */
async function settle(context: JobsContext, changed: StoredEdit, change: Coded): Promise<void> {
  const { curation } = context;
  const others = curation.edits.filter(({ edit }) => edit.id !== changed.edit.id);
  const edits = [...others, changed].sort((a, b) => a.edit.id - b.edit.id);
  const version = await versionAfter(context, edits, { edit: changed.edit.id, ...change });
  await saveEdit(context.db, changed, version);
  context.curation = { edits, history: [...curation.history, version] };
}

/** Notes a new version where the scans are not those of the last one: after an import, or of data older than versions. */
export async function noteVersion(context: JobsContext): Promise<void> {
  const { dataSet, curation } = context;
  if (!dataSet) return;
  const last = curation.history.at(-1);
  const added = dataSet.scans.length - (last ? last.scans + last.excluded : 0);
  const change = added > 0 ? changeCode('import', { scans: added }) : changeCode('read-otherwise');
  const version = await versionAfter(context, curation.edits, { edit: null, ...change });
  if (version.hash === last?.hash) return;
  context.curation = { ...curation, history: [...curation.history, version] };
  await saveVersion(context.db, version).catch(() => {}); // noted again at the next visit
}

function versionAfter(
  context: JobsContext,
  edits: readonly StoredEdit[],
  change: VersionChange,
): Promise<DataSetVersion> {
  const inForce = edits.filter(({ takenBack }) => !takenBack).map(({ edit }) => edit);
  return nextVersion(context.requireStored(), inForce, context.curation.history, change);
}
