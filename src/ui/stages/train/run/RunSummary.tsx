import buttonStyles from '../../../components/Button.module.css';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { DownloadIcon } from '../../../components/icons.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { DownloadModel } from '../../../DownloadModel.tsx';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { ENDINGS } from '../trainingWords.ts';
import styles from './RunControls.module.css';
import type { RunRecord } from './runRecord.ts';
import { dismissRun } from './trainingMachine.ts';
import type { EndedState } from './trainingState.ts';
import { DownloadTrained, UnsavedNetwork } from './UnsavedNetwork.tsx';

/** How the run ended, in words, and what to do next. */
export function RunSummary({ state }: { readonly state: EndedState }) {
  const notKept = state.step === 'ended' ? state.outcome.notKept : null;
  if (notKept !== null) return <UnsavedNetwork reason={notKept} run={state.run} />;
  const failed = state.step === 'failed';
  const saved = state.step === 'ended' && state.outcome.modelId !== null;
  return (
    <Card>
      <div className="row spread">
        <StatusLine
          className={classNames('strong', styles.phase, failed && styles.failed)}
          tone={failed ? 'bad' : 'quiet'}
        >
          {failed ? 'Training failed' : ENDINGS[state.outcome.ended]}
        </StatusLine>
        <div className={classNames('row', styles.buttons)}>
          {saved ? (
            <a className={classNames(buttonStyles.button, buttonStyles.primary, styles.link)} href="#evaluate">
              See how good it is
            </a>
          ) : null}
          <Button variant="quiet" onClick={dismissRun}>
            Close
          </Button>
        </div>
      </div>
      <p>{failed ? state.reason : state.outcome.reason}</p>
      {saved ? <TakeAway modelId={state.outcome.modelId} /> : null}
      {saved && state.run.cleared ? <ClearedNote run={state.run} /> : null}
      {failed || saved ? null : <p className="quiet">{whyNoModel(state.run)}</p>}
    </Card>
  );
}

function whyNoModel({ folds }: RunRecord): string {
  return folds
    ? 'The model is made of all networks, when the last one is done.'
    : 'No epoch finished, so there is no model.';
}

/** The ways out for the model that was just trained. */
function TakeAway({ modelId }: { readonly modelId: string | null }) {
  const model = useWorkspace(({ models }) => models.find(({ id }) => id === modelId));
  const { attempt, failure } = useAttempt();
  if (!model) return null; // deleted since
  return (
    <div className="row">
      <DownloadModel
        variant="quiet"
        name={model.name}
        attempt={attempt}
        write={(target) => jobs.downloadModel(model.id, target)}
      >
        <DownloadIcon />
        Download model
      </DownloadModel>
      {failure}
    </div>
  );
}

function ClearedNote({ run }: { readonly run: RunRecord }) {
  return (
    <div className="row spread">
      <StatusLine tone="caution">
        The storage of this page was cleared during the run. The model is saved in it again; a download is safer.
      </StatusLine>
      <DownloadTrained run={run} />
    </div>
  );
}
