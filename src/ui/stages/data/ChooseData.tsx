import { FileInput } from '../../components/form/FileInput.tsx';
import { FileIcon, FolderIcon } from '../../components/icons.tsx';
import type { DroppedFile } from '../../drop/droppedFiles.ts';
import { handleDrop } from '../../drop/handleDrop.ts';

const take = (files: readonly DroppedFile<File>[]) => void handleDrop(files, 'import-data');

/** The two ways to choose scans instead of dropping them. */
export function ChooseData({ primary = false }: { readonly primary?: boolean }) {
  return (
    <>
      <FileInput label="Data set folders" icon={<FolderIcon />} folders primary={primary} onFiles={take} />
      <FileInput label="Data set files" icon={<FileIcon />} multiple onFiles={take} />
    </>
  );
}
