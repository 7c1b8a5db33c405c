import { FORMAT_LABELS } from '../../../decoding/formats/descriptions.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { attempt } from '../../workspace/jobs.ts';
import { ChooseData } from './ChooseData.tsx';
import styles from './EmptyData.module.css';

async function trySample(): Promise<void> {
  const { runSample } = await import('../../workspace/sample.ts');
  await runSample();
}

export function EmptyData() {
  return (
    <div className={classNames('zone', styles.zone)}>
      <EmptyStage
        title="Drop the folders of your scans here"
        action={<ChooseData primary />}
        note={`One folder for each class, in any depth, or a zip of them. ${FORMAT_LABELS}. A CSV can name classes and patients. Nothing leaves this device.`}
      >
        <p>Train a network to tell the classes apart, and see how far you can trust it.</p>
      </EmptyStage>
      <div className={classNames('stack', styles.sample)}>
        <Button onClick={() => void attempt(trySample)}>Try it with sample scans</Button>
        <p className="quiet dense">Synthetic slices, drawn by this page: data to verdict in under a minute.</p>
      </div>
    </div>
  );
}
