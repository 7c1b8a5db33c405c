import { useState } from 'react';
import type { ModelSummary } from '../../../worker/protocol.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/form/TextField.tsx';
import { Dialog } from '../../components/layout/Dialog.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import { renameModel } from '../../workspace/jobs.ts';

type RenameDialogProps = {
  readonly model: ModelSummary;
  readonly onClose: () => void;
};

export function RenameDialog({ model, onClose }: RenameDialogProps) {
  const [name, setName] = useState(model.name);
  const { attempt, failure } = useAttempt();
  const problem = name.trim() === '' ? 'Give the model a name.' : null;
  const save = async () => {
    if (problem === null && (await attempt(() => renameModel(model.id, name.trim())))) onClose();
  };
  return (
    <Dialog
      title="Rename the model"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={problem !== null} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label="Name" value={name} problem={problem} onChange={setName} autoFocus />
        {failure}
      </form>
    </Dialog>
  );
}
