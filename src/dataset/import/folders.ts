import type { PlainImportCode } from '../messages.ts';
import type { Coded } from '../userError.ts';

/** What a drop of files would become, before anything is read. Numbers are indices into the paths that were given. */
export type ImportPlan = {
  /** In alphabetical order. */
  readonly classes: readonly {
    readonly name: string;
    readonly fileIndices: readonly number[];
  }[];
  /** Files that are known by their name to be no images. */
  readonly ignored: readonly ({ readonly index: number } & Coded)[];
  /** Files in no folder: nothing says which class they are. */
  readonly unlabelled: readonly number[];
  /** Tables among the ignored, of which one may say what the images are. */
  readonly tables: readonly number[];
  /** The innermost folder that holds everything, or the classes' names. */
  readonly dataSetName: string;
};

/** A folder that holds files. */
type Folder = {
  /** Names from the outside in. */
  readonly names: readonly string[];
  readonly fileIndices: number[];
};

type PlannedClass = ImportPlan['classes'][number];

/** Sorts names as people do: without regard to case, 2 before 10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Plans an import at once. Where tens of thousands of paths would hold a page up, give them to a planner in portions. */
export function planImport(paths: readonly string[]): ImportPlan {
  const planner = new ImportPlanner();
  planner.add(paths);
  return planner.plan();
}

/**
 * The class of a file is its nearest folder that is not one patient's, so wrapper folders of any depth do no harm and
 * `Training/glioma` joins `Testing/glioma`. Whether a file is an image is decided later by its first bytes, never here by its extension.
 */
export class ImportPlanner {
  private pathCount = 0;
  private readonly folders = new Map<string, Folder>();
  private readonly ignored: ImportPlan['ignored'][number][] = [];
  private readonly unlabelled: number[] = [];
  private readonly tables: number[] = [];

  /** Takes the next paths: the work of planning is here. Indices count on over all portions. */
  add(paths: readonly string[]): void {
    for (const path of paths) this.addFile(segmentsOf(path), this.pathCount++);
  }

  /** What all paths so far would become; its work grows with the folders, hardly with the files. */
  plan(): ImportPlan {
    const folders = [...this.folders.values()];
    const classes = groupByClass(folders);
    return {
      classes,
      ignored: [...this.ignored],
      unlabelled: [...this.unlabelled],
      tables: [...this.tables],
      dataSetName: nameDataSet(folders, classes),
    };
  }

  private addFile(segments: readonly string[], index: number): void {
    const code = reasonToIgnore(segments);
    if (code !== null) {
      this.ignored.push({ index, code, params: {} });
      if (code === 'table') this.tables.push(index);
    } else if (segments.length < 2) this.unlabelled.push(index);
    else this.folderOf(segments.slice(0, -1)).fileIndices.push(index);
  }

  private folderOf(names: readonly string[]): Folder {
    const path = names.join('/');
    const folder = this.folders.get(path) ?? { names, fileIndices: [] };
    this.folders.set(path, folder);
    return folder;
  }
}

function segmentsOf(path: string): string[] {
  return path
    .normalize('NFC')
    .split(/[/\\]/)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

const SYSTEM_FILES = new Set(['thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini', 'icon\r']);
const SYSTEM_FOLDERS = new Set(['__macosx', '@eadir', '$recycle.bin', 'system volume information', '__pycache__']);

const CODES_BY_EXTENSION: readonly (readonly [code: PlainImportCode, extensions: string])[] = [
  ['table', 'csv tsv'],
  ['unreadable-table', 'xls xlsx ods parquet'],
  ['text', 'txt md rst log rtf license nfo'],
  ['document', 'pdf doc docx odt ppt pptx htm html'],
  ['data-about-images', 'json jsonl xml yaml yml toml ini cfg bval bvec'],
  ['program', 'py ipynb js ts m r sh bat exe'],
  ['saved-model', 'h5 hdf5 keras pt pth onnx pkl pb tflite'],
  ['archive', 'zip rar 7z tar gz tgz bz2 xz'],
  ['link', 'lnk url webloc'],
];
const CODE_OF_EXTENSION = new Map(
  CODES_BY_EXTENSION.flatMap(([code, extensions]) => extensions.split(' ').map((extension) => [extension, code])),
);
const TEXTS_WITHOUT_EXTENSION = new Set(['readme', 'license', 'licence', 'makefile', 'changelog']);

/** Why a file is left aside by its name alone; null where its bytes have to be looked at. */
function reasonToIgnore(segments: readonly string[]): PlainImportCode | null {
  const name = (segments.at(-1) ?? '').toLowerCase();
  const folders = segments.slice(0, -1).map((folder) => folder.toLowerCase());
  if (name === '') return 'no-name';
  if (folders.some((folder) => SYSTEM_FOLDERS.has(folder))) return 'in-system-folder';
  if (name === '.ds_store' || SYSTEM_FILES.has(name)) return 'system-file';
  if (name.startsWith('._')) return 'macos-companion';
  if (name.startsWith('.') || folders.some((folder) => folder.startsWith('.'))) return 'hidden';
  if (TEXTS_WITHOUT_EXTENSION.has(name)) return 'text';
  if (name === 'dicomdir') return 'dicomdir';
  if (name.endsWith('.nii.gz')) return null;
  return CODE_OF_EXTENSION.get(/\.([^.]+)$/.exec(name)?.[1] ?? '') ?? null;
}

/** Folders that say how the data was divided or stored, not what is in the images. */
// One digit at a time: a run of them could else be read in 2^n ways, and a folder named for that would hang the page.
const PART_NAME =
  /^(train(ing)?|test(ing)?|val(id(ation)?)?|dev|all|dataset|data|archive|download(s)?|input)([ _-]*(set|data|\d|\(\d+\)))*$/i;
const STORAGE_NAME = /^(images?|imgs?|pictures?|pics?|photos?|scans?|slices?|files?|jpe?gs?|pngs?|tiffs?)$/i;

/** Of one patient, visit or series: what data sets for research and DICOM discs are made of, never a class. */
const PATIENT_NAME =
  /^((patient|subject|sub|case|pat|pt|person|participant|study|series|session|ses|visit)[ _-]*(id[ _-]*)?\d|brats[-_\d]|tcga[-_].|oas\d+[-_]\d|ixi\d|\d{3}_s_\d{4}|[12]\.\d+\.\d[\d.]+$)/i;

function isPatientFolder(name: string): boolean {
  return PATIENT_NAME.test(name);
}

/** The names of folders that only say how the data was divided or stored. */
export function isPartOrStorage(name: string): boolean {
  return PART_NAME.test(name) || STORAGE_NAME.test(name);
}

/** Without the patients' folders at the end, unless nothing else is there. */
function withoutPatients(names: readonly string[]): readonly string[] {
  const end = names.findLastIndex((name) => !isPatientFolder(name));
  return end < 0 ? names : names.slice(0, end + 1);
}

function groupByClass(all: readonly Folder[]): PlannedClass[] {
  const folders = all.map(({ names, fileIndices }) => ({ names: withoutPatients(names), fileIndices }));
  const empty = storageFoldersUnderSeveralClasses(folders);
  const classes = new Map<string, { name: string; parts: (readonly number[])[] }>();
  for (const { names, fileIndices } of folders) {
    const inner = names.at(-1) ?? '';
    const name = empty.has(inner) && names.length > 1 ? (names.at(-2) ?? inner) : inner;
    const key = comparable(name);
    const known = classes.get(key);
    if (known) known.parts.push(fileIndices);
    else classes.set(key, { name, parts: [fileIndices] });
  }
  return [...classes.values()]
    .map(({ name, parts }) => ({ name, fileIndices: inGivenOrder(parts) }))
    .sort((a, b) => byName(a.name, b.name));
}

function inGivenOrder(parts: readonly (readonly number[])[]): number[] {
  return [...Int32Array.from(parts.flat()).sort()];
}

/** `Tumour/images` and `Healthy/images` are the classes above, not one class called 'images'. */
function storageFoldersUnderSeveralClasses(folders: readonly Folder[]): Set<string> {
  const parents = new Map<string, Set<string>>();
  for (const { names } of folders) {
    const [parent, inner] = names.slice(-2);
    if (parent === undefined || inner === undefined || !STORAGE_NAME.test(inner) || PART_NAME.test(parent)) continue;
    parents.set(inner, (parents.get(inner) ?? new Set()).add(comparable(parent)));
  }
  return new Set([...parents].filter(([, names]) => names.size > 1).map(([inner]) => inner));
}

/** `No_Tumor`, `no tumor` and `no-tumor` are one class. */
function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function nameDataSet(folders: readonly Folder[], classes: readonly { readonly name: string }[]): string {
  const classNames = new Set(classes.map(({ name }) => comparable(name)));
  const shared = sharedNames(folders).filter((name) => !PART_NAME.test(name) && !STORAGE_NAME.test(name));
  const named = shared.filter((name) => !classNames.has(comparable(name))).at(-1);
  if (named !== undefined) return named;
  if (classes.length === 0) return 'Data set';
  return classes.length <= 3 ? classes.map(({ name }) => name).join(', ') : `${classes.length} classes`;
}

/** The folders that every file is in, from the outside in. */
function sharedNames(folders: readonly Folder[]): readonly string[] {
  const [first, ...rest] = folders;
  let shared = first?.names ?? [];
  for (const { names } of rest) {
    const end = shared.findIndex((name, depth) => names[depth] !== name);
    if (end >= 0) shared = shared.slice(0, end);
  }
  return shared;
}
