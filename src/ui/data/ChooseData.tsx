import { FileInput } from '../components/FileInput.tsx';
import { FileIcon, FolderIcon } from '../components/icons.tsx';
import { reviewFiles } from './importFiles.ts';

/** The two ways to choose scans instead of dropping them. */
export function ChooseData({ primary = false }: { readonly primary?: boolean }) {
  return (
    <>
      <FileInput label="Dataset folders" icon={<FolderIcon />} folders primary={primary} onFiles={reviewFiles} />
      <FileInput label="Dataset files" icon={<FileIcon />} multiple onFiles={reviewFiles} />
    </>
  );
}
