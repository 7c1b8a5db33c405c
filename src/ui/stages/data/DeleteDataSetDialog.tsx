import type { DataSetView } from '../../../dataset/edits/dataSetView.ts';
import { ConfirmDialog } from '../../components/layout/ConfirmDialog.tsx';
import { formatCounted } from '../../components/text/format.ts';
import { deleteDataSet } from '../../workspace/jobs.ts';
import { closeImport } from './import/importFiles.ts';

type DeleteDataSetDialogProps = {
  readonly dataSet: DataSetView;
  readonly onClose: () => void;
};

export function DeleteDataSetDialog({ dataSet, onClose }: DeleteDataSetDialogProps) {
  const remove = async () => {
    await deleteDataSet();
    closeImport();
  };
  return (
    <ConfirmDialog
      title={`Delete ${dataSet.name}?`}
      confirm={`Delete ${formatCounted(dataSet.scans.length, 'scan')}`}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>
        This deletes the copies of your scans in this browser, not the files on your disk. Models keep their figures.
        You cannot undo this.
      </p>
    </ConfirmDialog>
  );
}
