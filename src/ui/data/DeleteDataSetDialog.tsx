import type { DataSetView } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { formatCounted } from '../components/format.ts';
import { attempt, deleteDataSet } from '../jobs.ts';
import { closeImport } from './importFiles.ts';

type DeleteDataSetDialogProps = {
  readonly dataSet: DataSetView;
  readonly onClose: () => void;
};

export function DeleteDataSetDialog({ dataSet, onClose }: DeleteDataSetDialogProps) {
  const remove = async () => {
    onClose();
    if (await attempt(deleteDataSet)) closeImport();
  };
  return (
    <Dialog
      title={`Delete ${dataSet.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus="" onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" onClick={() => void remove()}>
            Delete {formatCounted(dataSet.scans.length, 'scan')}
          </Button>
        </>
      }
    >
      <p>
        The copies of your scans in this browser are removed; the files on your disk are not touched. Models stay, with
        their figures. This cannot be undone.
      </p>
    </Dialog>
  );
}
