import { networkName } from '../../../../model/networkNames.ts';
import type { SplitSummary } from '../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { formatCounted } from '../../../components/text/format.ts';
import { Waited } from '../../../components/Waited.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { runTimeWords } from '../run/runTime.ts';
import { startTraining } from '../run/trainingMachine.ts';
import type { BenchmarksState } from './backend/backendBenchmarks.ts';
import styles from './StartRun.module.css';

type StartRunProps = {
  readonly request: TrainingRequest;
  /** Null while it is not known. */
  readonly split: SplitSummary | null;
  readonly figures: BenchmarksState;
  /** Why it cannot begin; null where it can. */
  readonly obstacle: string | null;
};

/** Stays in view below the settings: the button that begins, what it begins, how long that takes, or why it cannot. */
export function StartRun({ request, split, figures, obstacle }: StartRunProps) {
  const interrupted = useWorkspace((state) => state.run !== null);
  // The run's own screen tells of a failure.
  const start = () => void startTraining(request).catch(() => undefined);
  return (
    <section className={classNames('bleed stack gap-4', styles.bar)} aria-label="Start training">
      <Button variant="primary" disabled={obstacle !== null} onClick={start} aria-describedby="training-obstacle">
        Train
      </Button>
      <div className={styles.words}>
        <p className={styles.what}>
          {plan(request, split)}
          {obstacle === null && split ? (
            <>
              {', '}
              <b>
                {runTimeWords(request, split.counts, figures, split.folds)}
                {figures.step === 'measuring' ? <Waited /> : null}
              </b>
            </>
          ) : null}
        </p>
        <p role="status" className={classNames('caution', styles.obstacle)}>
          <span id="training-obstacle">{obstacle ?? (interrupted ? 'This replaces the interrupted run.' : null)}</span>
        </p>
      </div>
    </section>
  );
}

/** '5 networks: Compact CNN, 64 px, 30 epochs, 168 training scans' */
function plan({ network, preprocessing, hyperparameters }: TrainingRequest, split: SplitSummary | null) {
  const scans = split?.counts.training.reduce((sum, each) => sum + each, 0) ?? 0;
  const networks = split && split.folds > 1 ? `${split.folds} networks: ` : '';
  const parts = [`${networks}${networkName(network.preset)}`];
  if (Number.isFinite(preprocessing.size)) parts.push(`${preprocessing.size} px`);
  if (Number.isFinite(hyperparameters.epochs)) parts.push(formatCounted(hyperparameters.epochs, 'epoch'));
  if (scans > 0) parts.push(formatCounted(scans, 'training scan'));
  return parts.join(', ');
}
