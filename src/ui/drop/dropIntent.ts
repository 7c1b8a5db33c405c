import { formatCounted } from '../components/text/format.ts';
import type { Stage } from '../workspace/stage.ts';
import type { Opening } from '../workspace/workspace.ts';

/** What is held over the page, or was let go on it. */
export type Held = {
  readonly folders: number;
  /** Zips: of scans, or of a model. */
  readonly archives: number;
  /** Files in no folder that are no archive. */
  readonly loose: number;
};

type DropPlace = {
  readonly stage: Stage;
  readonly hasModel: boolean;
  /** The scans of the data set. */
  readonly scans: 'none' | 'sample' | 'own';
};

export type DropIntent = 'import-data' | 'classify' | 'learn';

/**
 * Folders and zips are a data set (on the stage Classify, with a model: scans to classify). Single scans are classified once
 * there is a model; on the stage Classify they are kept until then. On the stage Learn one scan is looked into. That a zip holds a model is seen only when it is opened.
 */
export function dropIntent(held: Held, place: DropPlace): DropIntent {
  const folders = held.folders + held.archives;
  if (place.stage === 'learn' && folders === 0) return 'learn';
  if (place.stage === 'classify' && (place.hasModel || folders === 0)) return 'classify';
  return place.hasModel && folders === 0 ? 'classify' : 'import-data';
}

/** `application/zip`, `application/x-zip-compressed`; a `.nii.gz` is `application/gzip`, which is none. */
const ZIP = /[/-]zip/;

/** While it is held the browser tells only kinds and types: a folder has no type. */
export function heldItems(items: Iterable<Pick<DataTransferItem, 'kind' | 'type'>>): Held {
  const types = [...items].filter((item) => item.kind === 'file').map((item) => item.type);
  const folders = types.filter((type) => type === '').length;
  const archives = types.filter((type) => ZIP.test(type)).length;
  return { folders, archives, loose: types.length - folders - archives };
}

/** Of files whose zips have been opened: what was in them lies in folders. */
export function heldFiles(files: readonly { readonly path: string }[]): Held {
  const folders = new Set<string>();
  let loose = 0;
  for (const { path } of files) {
    const slash = path.indexOf('/');
    if (slash >= 0) folders.add(path.slice(0, slash));
    else loose += 1;
  }
  return { folders: folders.size, archives: 0, loose };
}

/** Real scans take the place of synthetic ones. */
export function availableScans(dataSet: { readonly synthetic: boolean } | null): DropPlace['scans'] {
  if (!dataSet) return 'none';
  return dataSet.synthetic ? 'sample' : 'own';
}

/** What will happen, said before it does. */
export function dropSentence(held: Held, place: DropPlace): string {
  const what = [
    held.folders > 0 ? formatCounted(held.folders, 'folder') : '',
    held.archives > 0 ? formatCounted(held.archives, 'zip') : '',
    held.loose > 0 ? formatCounted(held.loose, 'scan') : '',
  ]
    .filter(Boolean)
    .join(' and ');
  const model = held.archives > 0 ? '. A zip with a model is added to Models' : '';
  if (dropIntent(held, place) === 'learn') return 'Drop to look into this scan';
  if (dropIntent(held, place) === 'classify')
    return place.hasModel
      ? `Drop to classify ${what || 'these scans'}${model}`
      : `No model yet. Drop to keep ${what || 'these scans'} until there is one`;
  if (place.stage === 'models' && held.archives > 0 && held.folders + held.loose === 0) return 'Drop to add this model';
  const them = what || 'these files';
  if (place.scans === 'sample') return `Drop to replace the sample with ${them}${model}`;
  return `Drop to add ${them} ${place.scans === 'own' ? 'to the data set' : 'as a data set'}${model}`;
}

/** What is said of a drop while the workspace is not open: one that comes too early waits, and none is lost silently. */
export function notOpenSentence(step: Exclude<Opening['step'], 'open'>): string {
  if (step === 'opening') return 'Drop to read it as soon as the stored data is open';
  return step === 'elsewhere'
    ? 'Axial is open in another tab. Choose ‘Use it here’, then drop it again.'
    : 'The stored data could not be opened, so the drop was not read. Choose ‘Try again’, then drop it again.';
}
