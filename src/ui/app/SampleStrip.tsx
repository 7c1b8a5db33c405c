import { flushSync } from 'react-dom';
import { Button } from '../components/Button.tsx';
import { Chip } from '../components/Chip.tsx';
import { classNames } from '../components/classNames.ts';
import { FileInput } from '../components/form/FileInput.tsx';
import { CheckIcon, CloseIcon } from '../components/icons.tsx';
import { formatDuration } from '../components/text/format.ts';
import { StatusLine } from '../components/text/StatusLine.tsx';
import { handleDrop } from '../drop/handleDrop.ts';
import { SAMPLE_STEPS, type SampleState, stepsDone } from '../workspace/sampleState.ts';
import { useWorkspace, workspace } from '../workspace/workspace.ts';
import { focusHeading, focusIsLost } from './focusHeading.ts';
import styles from './SampleStrip.module.css';

/** Where the run on sample scans stands, above whichever stage is shown. */
export function SampleStrip() {
  const sample = useWorkspace((state) => state.sample);
  if (sample.step === 'idle') return null;
  const done = stepsDone(sample);
  const over = sample.step === 'done' || sample.step === 'ended';
  return (
    <section className={classNames('row dense', styles.strip)} aria-label="Sample run">
      <Chip tone="caution">synthetic</Chip>
      <ol className={classNames('row', styles.steps)}>
        {SAMPLE_STEPS.map(({ step, name }, index) => (
          <li
            key={step}
            className={classNames(index < done && styles.done, sample.step === step && styles.now)}
            aria-current={sample.step === step ? 'step' : undefined}
          >
            <span className={styles.mark}>{index < done ? <CheckIcon /> : index + 1}</span>
            <span className={styles.stepName}>{name}</span>
          </li>
        ))}
      </ol>
      <StatusLine className={styles.words}>{sampleWords(sample)}</StatusLine>
      {over ? (
        <>
          {sample.step === 'done' ? (
            <FileInput
              label="Use your own scans"
              folders
              small
              onFiles={(files) => void handleDrop(files, 'import-data')}
            />
          ) : null}
          <Button variant="quiet" small className={styles.close} aria-label="Close the sample run" onClick={close}>
            <CloseIcon />
          </Button>
        </>
      ) : null}
    </section>
  );
}

/** Its button leaves with it: the focus goes on to the page. */
function close(): void {
  flushSync(() => workspace.setState({ sample: { step: 'idle' } }));
  if (focusIsLost()) focusHeading();
}

function sampleWords(sample: SampleState): string {
  if (sample.step === 'done') return `Done in ${formatDuration(sample.seconds)}. Now drop your own folders.`;
  if (sample.step === 'ended') return sample.reason;
  return 'Drawn by this page: no patient, no clinical meaning.';
}
