import { type ReactNode, useState } from 'react';
import { Button } from '../Button.tsx';
import { DisabledButton } from '../DisabledButton.tsx';
import { useAttempt } from '../useAttempt.tsx';
import { Dialog } from './Dialog.tsx';

type ConfirmDialogProps = {
  /** 'Delete this model?' */
  readonly title: string;
  /** 'Delete 240 scans' */
  readonly confirm: string;
  /** Where it fails, the dialog stays open and says why. */
  readonly onConfirm: () => unknown;
  readonly onClose: () => void;
  /** What is lost, and what stays. */
  readonly children: ReactNode;
};

/** Asked before anything is deleted for good; the focus is on the way out. */
export function ConfirmDialog({ title, confirm, onConfirm, onClose, children }: ConfirmDialogProps) {
  const { attempt, failure } = useAttempt();
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    if (await attempt(onConfirm)) onClose();
    setBusy(false);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus="" onClick={onClose}>
            Keep it
          </Button>
          <DisabledButton variant="danger" resting={busy} onClick={() => void act()}>
            {confirm}
          </DisabledButton>
        </>
      }
    >
      {children}
      {failure}
    </Dialog>
  );
}
