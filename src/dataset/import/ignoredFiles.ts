import type { PlainImportCode } from '../messages.ts';

const SYSTEM_FILES = new Set(['thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini', 'icon\r']);
const SYSTEM_FOLDERS = new Set(['__macosx', '@eadir', '$recycle.bin', 'system volume information', '__pycache__']);

const CODES_BY_EXTENSION: readonly (readonly [code: PlainImportCode, extensions: string])[] = [
  ['table', 'csv tsv xlsx xlsm'],
  ['unreadable-table', 'xls xlsb ods parquet'],
  ['text', 'txt lst list md rst log rtf license nfo'],
  ['document', 'pdf doc docx odt ppt pptx htm html'],
  ['data-about-images', 'json jsonl xml yaml yml toml ini cfg bval bvec htd'],
  ['video', 'avi mp4 mov mkv wmv webm m4v mpg mpeg'],
  ['program', 'py ipynb js ts m mlx r rmd sh bat exe ijm groovy'],
  ['saved-model', 'h5 hdf5 keras pt pth onnx pkl pb tflite'],
  ['archive', 'zip rar 7z tar gz tgz bz2 xz'],
  ['link', 'lnk url webloc'],
];
const CODE_OF_EXTENSION = new Map(
  CODES_BY_EXTENSION.flatMap(([code, extensions]) => extensions.split(' ').map((extension) => [extension, code])),
);
const TEXTS_WITHOUT_EXTENSION = new Set(['readme', 'license', 'licence', 'makefile', 'changelog']);

/** Why a file is left aside by its name alone; null where its bytes have to be looked at. */
export function reasonToIgnore(segments: readonly string[]): PlainImportCode | null {
  const name = (segments.at(-1) ?? '').toLowerCase();
  const folders = segments.slice(0, -1).map((folder) => folder.toLowerCase());
  if (name === '') return 'no-name';
  if (folders.some((folder) => SYSTEM_FOLDERS.has(folder))) return 'in-system-folder';
  if (name === '.ds_store' || SYSTEM_FILES.has(name)) return 'system-file';
  if (name.startsWith('._')) return 'macos-companion';
  if (name.startsWith('.') || folders.some((folder) => folder.startsWith('.'))) return 'hidden';
  if (TEXTS_WITHOUT_EXTENSION.has(name)) return 'text';
  if (!name.includes('.') && /^descriptions?$/.test(folders.at(-1) ?? '')) return 'data-about-images'; // of the ISIC archive
  if (name === 'dicomdir') return 'dicomdir';
  if (/\.(nii|hdr|img|raw)\.gz$/.test(name)) return null;
  return CODE_OF_EXTENSION.get(/\.([^.]+)$/.exec(name)?.[1] ?? '') ?? null;
}
