import { Button } from '../components/Button.tsx';
import { EmptyStage } from '../components/layout/EmptyStage.tsx';
import { QueryState } from '../components/QueryState.tsx';
import { StatusLine } from '../components/text/StatusLine.tsx';
import { openWorkspace } from '../workspace/jobs.ts';
import { takeWorkspace } from '../workspace/singleTabLock.ts';
import type { Opening } from '../workspace/workspace.ts';

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
        note="This stops work in the other tab. You can resume training here from the last checkpoint."
      />
    );
  }
  if (opening.step === 'failed') {
    return (
      <EmptyStage
        title="The stored data could not be opened."
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
      <QueryState failure={null}>Opening the stored data</QueryState>
    </>
  );
}
