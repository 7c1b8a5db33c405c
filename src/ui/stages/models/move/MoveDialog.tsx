import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Toggle } from '../../../components/form/Toggle.tsx';
import { Dialog } from '../../../components/layout/Dialog.tsx';
import { formatBytes, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { endMoving, saveWorkspaceFile, useMoving } from './moveState.ts';

/** One file that takes everything to another browser; and what became of such a file that was opened here. */
export function MoveDialog() {
  const state = useMoving();
  switch (state.step) {
    case 'idle':
      return null;
    case 'asking':
      return <AskWhatToMove />;
    case 'moving':
      return (
        <Dialog title="Moving the workspace" onClose={state.stop} actions={<Button onClick={state.stop}>Stop</Button>}>
          <StatusLine>{state.words}</StatusLine>
        </Dialog>
      );
    case 'added':
      return (
        <Dialog
          title="The workspace file is read"
          onClose={reload}
          actions={
            <Button variant="primary" onClick={reload}>
              Reload the page
            </Button>
          }
        >
          <p>{state.words} Reload the page to see it.</p>
        </Dialog>
      );
  }
}

function reload(): void {
  window.location.reload();
}

function AskWhatToMove() {
  const dataSet = useWorkspace((state) => state.dataSet);
  const models = useWorkspace((state) => state.models);
  const [withScans, setWithScans] = useState(dataSet !== null);
  const bytes = dataSet?.scans.reduce((sum, scan) => sum + scan.bytes, 0) ?? 0;
  return (
    <Dialog
      title="Move everything to another browser"
      onClose={endMoving}
      actions={
        <>
          <Button onClick={endMoving}>Cancel</Button>
          <Button variant="primary" onClick={() => void saveWorkspaceFile(withScans)}>
            Save workspace file
          </Button>
        </>
      }
    >
      <div className="stack gap-3">
        <p>
          One file with {formatCounted(models.length, 'model')}, their predictions and notes. Drop it on Axial in
          another browser or on another computer.
        </p>
        {dataSet ? (
          <Toggle
            label={`With the data set: ${formatCounted(dataSet.scans.length, 'scan')}, ${formatBytes(bytes)}`}
            hint="Scans as they were dropped, edits, and the interrupted run. Only where no data set is yet. Mind who may see them."
            checked={withScans}
            onChange={setWithScans}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
