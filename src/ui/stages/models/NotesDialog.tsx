import { useState } from 'react';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../components/Button.tsx';
import { TextArea } from '../../components/form/TextArea.tsx';
import { Dialog } from '../../components/layout/Dialog.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import { setNotes } from '../../workspace/jobs.ts';

type NotesDialogProps = { readonly model: ModelSummary; readonly onClose: () => void };

/** What the user wants to remember of a model. */
export function NotesDialog({ model, onClose }: NotesDialogProps) {
  const [notes, change] = useState(model.notes);
  const { attempt, failure } = useAttempt();
  const save = async () => {
    if (await attempt(() => setNotes(model.id, notes.trim()))) onClose();
  };
  return (
    <Dialog
      title={`Notes on ${model.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <TextArea label="Notes" value={notes} onChange={change} hint="Kept on this device, with the model." />
      {failure}
    </Dialog>
  );
}
