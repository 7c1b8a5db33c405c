import { useState } from 'react';
import type { NearestScansRequest } from '../../../worker/jobs/explore/exploreProtocol.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { ClassMark } from '../../components/image/ClassMark.tsx';
import { classLetters } from '../../components/image/classColours.ts';
import { ScanCanvas } from '../../components/image/ScanCanvas.tsx';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import { useJob } from '../../components/useJob.ts';
import { jobs } from '../../workspace/jobs.ts';
import { useThumbnail } from '../../workspace/thumbnails.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import styles from './NearestScans.module.css';

const SHOWN = 6;

type NearestScansProps = Pick<NearestScansRequest, 'scan' | 'slice' | 'volumes'> & {
  readonly model: ModelSummary;
  /** Changes with the scan. */
  readonly scanKey: string;
};

/** The training scans that the network sees most like this one; by need, and where they are on this device. */
export function NearestScans({ model, scanKey, ...scan }: NearestScansProps) {
  const [asked, setAsked] = useState(false);
  const known = useWorkspace(({ dataSet }) =>
    dataSet?.history.some(({ hash }) => hash === model.card.data.fingerprint),
  );
  const nearest = useJob(asked ? `${model.id} ${scanKey}` : null, (options) =>
    jobs.nearestScans({ modelId: model.id, count: SHOWN, ...scan }, options),
  );
  if (model.imported || !known) return null;
  if (!asked)
    return (
      <Button small onClick={() => setAsked(true)}>
        Nearest training scans
      </Button>
    );
  return (
    <section className="stack" aria-label="Nearest training scans">
      <h3>Nearest training scans</h3>
      {nearest.failure ? <StatusLine tone="bad">{nearest.failure}</StatusLine> : null}
      {nearest.value === null && !nearest.failure ? (
        <StatusLine>{`Reading what the network makes of every scan: ${Math.round(100 * nearest.share)} %`}</StatusLine>
      ) : null}
      {nearest.value?.length === 0 ? (
        <StatusLine>The training scans of this model are not known here.</StatusLine>
      ) : null}
      <ul className={classNames('row gap-1', styles.list)}>
        {(nearest.value ?? []).map(({ sha256 }) => (
          <li key={sha256}>
            <NearestScan sha256={sha256} classes={model.card.classes} />
          </li>
        ))}
      </ul>
      {nearest.value && nearest.value.length > 0 ? (
        <p className="quiet dense">By the activations before the last layer, the nearest first.</p>
      ) : null}
    </section>
  );
}

function NearestScan({ sha256, classes }: { readonly sha256: string; readonly classes: readonly string[] }) {
  const scan = useWorkspace(({ dataSet }) => dataSet?.scans.find((each) => each.sha256 === sha256));
  const thumbnail = useThumbnail(sha256);
  const index = classes.indexOf(scan?.className ?? '');
  return (
    <span className={classNames('on-black', styles.image)} title={scan ? `${scan.name}, ${scan.className}` : undefined}>
      <ScanCanvas thumbnail={thumbnail} label={scan ? `${scan.name}, ${scan.className}` : 'A training scan'} />
      {index >= 0 ? <ClassMark index={index} letter={classLetters(classes)[index] ?? ''} onBlack /> : null}
    </span>
  );
}
