import { formatCounted } from '../components/format.ts';
import type { Stage } from '../stage.ts';

/** What is held over the page, or was let go on it. */
export type Held = {
  readonly folders: number;
  readonly archives: number;
  /** Files in no folder that are no archive. */
  readonly loose: number;
};

export type DropPlace = {
  readonly stage: Stage;
  readonly hasModel: boolean;
  readonly hasDataSet: boolean;
};

export type DropIntent = 'import-model' | 'import-data' | 'classify';

/** Folders are a data set (on the stage Classify: scans to classify), single scans are classified once there is a model. */
export function dropIntent(held: Held, place: DropPlace): DropIntent {
  if (held.archives > 0 && held.folders === 0 && held.loose === 0) return 'import-model';
  if (place.hasModel && (place.stage === 'classify' || held.folders === 0)) return 'classify';
  return 'import-data';
}

/** While it is held the browser tells only kinds and types: a folder has no type. */
export function heldItems(items: Iterable<Pick<DataTransferItem, 'kind' | 'type'>>): Held {
  const types = [...items].filter((item) => item.kind === 'file').map((item) => item.type);
  const folders = types.filter((type) => type === '').length;
  const archives = types.filter((type) => type.includes('zip')).length;
  return { folders, archives, loose: types.length - folders - archives };
}

export function heldFiles(files: readonly { readonly path: string }[]): Held {
  const folders = new Set<string>();
  let archives = 0;
  let loose = 0;
  for (const { path } of files) {
    const slash = path.indexOf('/');
    if (slash >= 0) folders.add(path.slice(0, slash));
    else if (path.toLowerCase().endsWith('.zip')) archives += 1;
    else loose += 1;
  }
  return { folders: folders.size, archives, loose };
}

/** What will happen, said before it does. */
export function dropSentence(held: Held, place: DropPlace): string {
  const intent = dropIntent(held, place);
  if (intent === 'import-model') return 'Drop to add the model in this file';
  const what = [
    held.folders > 0 ? formatCounted(held.folders, 'folder') : '',
    held.loose > 0 ? formatCounted(held.loose, 'scan') : '',
  ]
    .filter(Boolean)
    .join(' and ');
  if (intent === 'classify') return `Drop to classify ${what || 'these scans'}`;
  const where = place.hasDataSet ? 'to the data set' : 'as a data set';
  return `Drop to add ${what || 'these files'} ${where}`;
}
