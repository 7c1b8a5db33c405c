import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { FileInput } from '../../components/form/FileInput.tsx';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { attempt } from '../../workspace/jobs.ts';
import { showStage, useWorkspace } from '../../workspace/workspace.ts';
import styles from './LearnStage.module.css';
import { showOwnScan } from './subject/showOwnScan.ts';

/** Without a scan: how to get one. */
export function LearnEmpty() {
  const importing = useWorkspace((state) => state.importing.step === 'importing');
  return (
    <EmptyStage
      title="Learn how a network sees, on your own scan"
      action={
        importing ? null : (
          <>
            <Button variant="primary" onClick={() => void attempt(trySample)}>
              Use the sample scans
            </Button>
            <FileInput
              label="Open one scan"
              onFiles={([first]) => {
                if (first) void showOwnScan(first.file);
              }}
            />
            <Button onClick={() => showStage('data')}>Add a data set</Button>
          </>
        )
      }
      note="The sample is synthetic: drawn by this page, no patient. A network is trained on it meanwhile, in under a minute."
    >
      <p className={classNames(styles.empty)}>
        Step by step: what a convolution, a pooling and a dense layer do. Every number is one that the network computes,
        here on this device.
      </p>
      {importing ? <QueryState failure={null}>Drawing the sample scans</QueryState> : null}
    </EmptyStage>
  );
}

async function trySample(): Promise<void> {
  const { runSample } = await import('../../workspace/sample.ts');
  await runSample({ stays: true });
}
