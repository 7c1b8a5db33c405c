import { useState } from 'react';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import {
  type Augmentation,
  augmentationFields,
  type PreprocessingSpec,
  preprocessingFields,
} from '../../../../preprocessing/preprocessingSpec.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { ScanCanvas } from '../../../components/image/ScanCanvas.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs } from '../../../workspace/jobs.ts';
import styles from './AugmentationExamples.module.css';
import { areAllowed } from './settingsProblem.ts';

/** Scans shown, of different classes, and how often each is changed. */
const MOST_SCANS = 3;
const CHANGES_EACH = 5;

type AugmentationExamplesProps = {
  readonly dataSet: DataSetView;
  readonly augmentation: Augmentation;
  readonly preprocessing: PreprocessingSpec;
};

/** What the network may see of a few training scans with these settings. */
export function AugmentationExamples(props: AugmentationExamplesProps) {
  const [open, setOpen] = useState(false);
  return open ? (
    <Examples {...props} />
  ) : (
    <div>
      <Button onClick={() => setOpen(true)}>Show what the network may see</Button>
    </div>
  );
}

function Examples({ dataSet, augmentation, preprocessing }: AugmentationExamplesProps) {
  const scans = dataSet.classes
    .slice(0, MOST_SCANS)
    .flatMap((name) => dataSet.scans.find(({ className }) => className === name) ?? []);
  const shas = scans.map(({ sha256 }) => sha256);
  const allowed = areAllowed(augmentationFields, augmentation) && areAllowed(preprocessingFields, preprocessing);
  const made = useLatestQuery(allowed ? { shas, augmentation, preprocessing } : null, (asked) =>
    Promise.all(
      asked.shas.map((sha256) => jobs.augmentedInputs(sha256, asked.preprocessing, asked.augmentation, CHANGES_EACH)),
    ),
  );
  if (made.step !== 'answered')
    return <QueryState failure={made.step === 'failed' ? made.reason : null}>Changing scans</QueryState>;
  return (
    <figure className={classNames('stack gap-1', styles.examples)}>
      <figcaption className="quiet dense">
        What the network may see: the scan as it is, then {CHANGES_EACH} times changed at random.
      </figcaption>
      {made.value.map((pictures, row) => (
        <div key={shas[row]} className={classNames('stack gap-1', styles.row)}>
          {pictures.map((picture, place) => (
            <ScanCanvas
              // biome-ignore lint/suspicious/noArrayIndexKey: a change has no identity but its place
              key={place}
              thumbnail={picture}
              label={`${scans[row]?.className ?? ''}, ${place === 0 ? 'as it is' : `change ${place}`}`}
              className={styles.cell}
            />
          ))}
        </div>
      ))}
    </figure>
  );
}
