import { codesOf, type PlainCode } from './userError.ts';

const notAnImage = (kind: string) => () => `It is ${kind}, not a picture.`;

/** Why a file is set aside before it is read. */
export const IMPORT_MESSAGES = {
  'in-words': ({ sentence }: { readonly sentence: string }) => sentence,
  'no-name': () => 'It has no name.',
  'in-system-folder': () => 'It is in a folder of the operating system.',
  'system-file': () => 'It is a file of the operating system.',
  'macos-companion': () => 'It is a macOS companion of another file.',
  hidden: () => 'It is hidden.',
  dicomdir: notAnImage('the table of contents of a DICOM disc'),
  table: notAnImage('a table'),
  'unreadable-table': notAnImage('a table that cannot be read here (save it as CSV)'),
  text: notAnImage('a text'),
  document: notAnImage('a document'),
  'data-about-images': notAnImage('data about the pictures'),
  program: notAnImage('a program'),
  'saved-model': notAnImage('a saved model'),
  archive: notAnImage('an archive that has to be unpacked first'),
  link: notAnImage('a link'),
  'table-of-classes': () => 'This table names the classes.',
  'class-not-in-table': ({ table }: { readonly table: string }) => `${table} does not name its class.`,
  'class-left-out': ({ folder }: { readonly folder: string }) => `Class ${folder} was left out.`,
  'handle-unreadable': () => 'It cannot be read. Check that it still exists and that you may open it.',
  'scan-record-broken': () =>
    'What was stored of this scan cannot be read back, so it was left out: import the file again.',
} as const;

export type PlainImportCode = PlainCode<typeof IMPORT_MESSAGES>;

export const importCode = codesOf(IMPORT_MESSAGES);
