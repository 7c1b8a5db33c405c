import { type ReactNode, useState } from 'react';
import { networkName } from '../../../../model/networkNames.ts';
import type { RunView } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { ConfirmDialog } from '../../../components/layout/ConfirmDialog.tsx';
import { formatCounted, formatDate } from '../../../components/text/format.ts';
import { discardRun, resumeRun, startTraining } from './trainingMachine.ts';

/** A run that a reload, a crash or a failure cut off: goes on from its last save, or is started again. */
export function InterruptedRun({ run }: { readonly run: RunView }) {
  return run.epochsDone === 0 && !run.folds?.done ? <UnsavedRun run={run} /> : <SavedRun run={run} />;
}

/** Cut off before its first epoch was saved: its settings are all that is left. */
function UnsavedRun({ run }: { readonly run: RunView }) {
  const { request } = run;
  const { size } = request.preprocessing;
  // The run's own screen tells of a failure.
  const start = () => void startTraining(request).catch(() => undefined);
  return (
    <Card title="A run was interrupted before its first save">
      <div className="row spread">
        <p>
          {networkName(request.network.preset)}, {size} px, {formatCounted(request.hyperparameters.epochs, 'epoch')},
          begun {formatDate(run.savedAt)}. Its settings are saved: start it again.
        </p>
        <div className="row">
          <Button variant="primary" onClick={start}>
            Start it again
          </Button>
          <DiscardRun>Its settings are deleted too. Models stay. You cannot undo this.</DiscardRun>
        </div>
      </div>
    </Card>
  );
}

function SavedRun({ run }: { readonly run: RunView }) {
  const { request, epochsDone, folds } = run;
  // The run's own screen tells of a failure.
  const resume = () => void resumeRun(run).catch(() => undefined);
  return (
    <Card title="Interrupted run">
      <div className="row spread">
        <p>
          {networkName(request.network.preset)}, {folds ? `${folds.done} of ${folds.of} networks done, ` : ''}
          {epochsDone} of {request.hyperparameters.epochs} epochs {folds ? 'of the next ' : ''}done
          {run.version === null ? '' : `, on version ${run.version} of the data set`}. Saved {formatDate(run.savedAt)}.
        </p>
        <div className="row">
          <Button variant="primary" onClick={resume}>
            Resume
          </Button>
          <DiscardRun>
            This deletes{' '}
            {folds ? `${formatCounted(folds.done, 'network')} that ${folds.done === 1 ? 'is' : 'are'} done and ` : ''}
            the checkpoint after {formatCounted(epochsDone, 'epoch')}. Models stay. You cannot undo this.
          </DiscardRun>
        </div>
      </div>
    </Card>
  );
}

/** Asks first. `children` say what is lost, and what stays. */
function DiscardRun({ children }: { readonly children: ReactNode }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        Discard run
      </Button>
      {asking ? (
        <ConfirmDialog
          title="Discard the interrupted run?"
          confirm="Discard the run"
          onConfirm={discardRun}
          onClose={() => setAsking(false)}
        >
          <p>{children}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
