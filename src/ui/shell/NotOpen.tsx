import { Button } from '../components/Button.tsx';
import { EmptyStage } from '../components/EmptyStage.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import { openWorkspace } from '../jobs.ts';
import { takeWorkspace } from '../onlyTab.ts';
import type { Opening } from '../workspace.ts';

/** In place of the stages until the workspace is open. */
export function NotOpen({ opening }: { readonly opening: Opening }) {
  if (opening.step === 'elsewhere') {
    return (
      <EmptyStage
        title="Axial is open in another tab."
        action={
          <Button variant="primary" onClick={() => takeWorkspace(() => void openWorkspace())}>
            Use it here
          </Button>
        }
        note="Work that runs there stops; a run of training can be continued here from its last save."
      />
    );
  }
  if (opening.step === 'failed') {
    return (
      <EmptyStage
        title="What is kept on this device could not be opened."
        action={
          <Button variant="primary" onClick={() => void openWorkspace()}>
            Try again
          </Button>
        }
      >
        <StatusLine tone="bad">{opening.reason}</StatusLine>
      </EmptyStage>
    );
  }
  return (
    <>
      <h1 className="visually-hidden">Axial</h1>
      <StatusLine>Opening what is kept on this device</StatusLine>
    </>
  );
}
