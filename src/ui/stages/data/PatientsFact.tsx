import { useMemo } from 'react';
import type { DataSetView } from '../../../dataset/edits/dataSetView.ts';
import { patientsKnown, patientsSentence } from '../../../dataset/patients.ts';
import { formatCount } from '../../components/text/format.ts';
import { Tooltip } from '../../components/text/Tooltip.tsx';
import styles from './DataStage.module.css';

/** How many patients the scans are of, or that this is unknown. */
export function PatientsFact({ scans }: Pick<DataSetView, 'scans'>) {
  const known = useMemo(() => patientsKnown(scans), [scans]);
  const { patients, volumes } = known;
  return (
    <div className={styles.figure}>
      {patients + volumes > 0 ? (
        <dd>{formatCount(patients > 0 ? patients : volumes)}</dd>
      ) : (
        <dd className={styles.unknown}>unknown</dd>
      )}
      <dt>
        <Tooltip meaning={`Patients: ${patientsSentence(known, 'grouped')}`}>
          {patients > 0
            ? known.scans < known.of
              ? 'patients, partly known'
              : patients === 1
                ? 'patient'
                : 'patients'
            : volumes > 0
              ? 'volumes or studies, patients unknown'
              : 'patients'}
        </Tooltip>
      </dt>
    </div>
  );
}
