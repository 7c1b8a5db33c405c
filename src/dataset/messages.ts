import { type Coded, codesOf, type PlainCode, sentenceIn } from './userError.ts';

const notAnImage = (kind: string) => () => `It is ${kind}, not an image.`;

const inWords = ({ sentence }: { readonly sentence: string }) => sentence;

/** Why a file is set aside before it is read. */
export const IMPORT_MESSAGES = {
  'in-words': inWords,
  'no-name': () => 'It has no name.',
  'in-system-folder': () => 'It is in a folder of the operating system.',
  'system-file': () => 'It is a file of the operating system.',
  'macos-companion': () => 'It is a macOS companion of another file.',
  hidden: () => 'It is hidden.',
  dicomdir: notAnImage('the table of contents of a DICOM disc'),
  table: notAnImage('a table'),
  'unreadable-table': notAnImage('a table that cannot be read here (save it as .xlsx or CSV)'),
  text: notAnImage('a text'),
  document: notAnImage('a document'),
  'data-about-images': notAnImage('data about the images'),
  video: notAnImage('a video (save its frames as images to use them)'),
  program: notAnImage('a program'),
  'saved-model': notAnImage('a saved model'),
  archive: notAnImage('an archive that has to be unpacked first'),
  link: notAnImage('a link'),
  augmented: () => 'It is an augmented or changed copy. A copy of a test scan in training inflates every result.',
  'put-away': () =>
    'It is in a folder for what was put away (old, backup, excluded and the like). To import it, drop that folder alone.',
  mask: () => 'It is a mask of another image, not a scan of its class.',
  'mask-kept': () => 'It is the mask of another image, not a scan of its class: it is kept with that image.',
  'mask-by-values': () =>
    'It holds few whole numbers, as labels do, beside another volume: it is kept as the mask of that one.',
  'table-of-classes': () => 'This table names the classes.',
  'class-not-in-table': ({ table }: { readonly table: string }) => `Its class is not in ${table}.`,
  'class-left-out': ({ folder }: { readonly folder: string }) => `Class ${folder} was left out.`,
  'handle-unreadable': () => 'It cannot be read. Check that it still exists and that you may open it.',
  'scan-record-broken': () =>
    'What was stored of this scan cannot be read back, so it was left out: import the file again.',
} as const;

export type PlainImportCode = PlainCode<typeof IMPORT_MESSAGES>;

export const importCode = codesOf<typeof IMPORT_MESSAGES>();

const counted = (scans: number) => (scans === 1 ? '1 scan' : `${scans} scans`);
/** Why scans were excluded. */
export const EXCLUSION_REASONS = {
  copy: 'duplicate',
  conflict: 'more than one label',
  odd: 'outlier',
  hand: 'chosen by hand',
} as const;

type Renamed = { readonly was: string; readonly className: string };

/** What an edit does, by its kind. */
const EDIT_MESSAGES = {
  harmonise: () => 'harmonised',
  rename: ({ was, className }: Renamed) => `class ${was} renamed ${className}`,
  merge: ({ was, className }: Renamed) => `class ${was} merged into ${className}`,
  exclude: ({ scans, why }: { readonly scans: number; readonly why: keyof typeof EXCLUSION_REASONS }) =>
    `${counted(scans)} excluded (${EXCLUSION_REASONS[why]})`,
  relabel: ({ scans, className }: { readonly scans: number; readonly className: string }) =>
    `${counted(scans)} relabelled as ${className}`,
} as const;

type Edits = typeof EDIT_MESSAGES;

const undone =
  <Args extends readonly unknown[]>(edit: (...args: Args) => string) =>
  (...args: Args) =>
    `undone: ${edit(...args)}`;

const UNDO_MESSAGES: { readonly [Kind in keyof Edits as `undo-${Kind}`]: Edits[Kind] } = {
  'undo-harmonise': undone(EDIT_MESSAGES.harmonise),
  'undo-rename': undone(EDIT_MESSAGES.rename),
  'undo-merge': undone(EDIT_MESSAGES.merge),
  'undo-exclude': undone(EDIT_MESSAGES.exclude),
  'undo-relabel': undone(EDIT_MESSAGES.relabel),
};

/** What made a version of the data set. Without a full stop: they are parts of a line. */
export const CHANGE_MESSAGES = {
  'in-words': inWords,
  import: ({ scans }: { readonly scans: number }) => `${counted(scans)} imported`,
  'read-otherwise': () => 'read back otherwise',
  ...EDIT_MESSAGES,
  ...UNDO_MESSAGES,
} as const;

/** '12 scans excluded (duplicate)'. */
export function changeSentence(change: Coded): string {
  return sentenceIn(CHANGE_MESSAGES, change);
}
