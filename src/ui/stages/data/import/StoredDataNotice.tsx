import { useMemo } from 'react';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { DESCRIPTIONS } from '../../../../decoding/formats/descriptions.ts';

/** Stored of files that hold more than images; nothing where there are none. */
export function StoredDataNotice({ scans }: Pick<DataSetView, 'scans'>) {
  const formats = useMemo(() => new Set(scans.map(({ format }) => format)), [scans]);
  const kept = DESCRIPTIONS.filter(({ name, holds }) => holds === 'slices' && formats.has(name));
  const names = kept.map(({ label }) => label);
  if (names.length === 0) return null;
  return (
    <details className="dense">
      <summary>Stored of {names.join(' and ')} files</summary>
      <p className="quiet">
        The slices, not the files: pixels, bits, window, padding, size and spacing.{' '}
        {formats.has('dicom')
          ? 'Of a DICOM header also modality, body part, manufacturer, model, field strength, sequence, times, flip angle, tube voltage and rescaling. Patient, study and series are stored as hashes, to group their scans; each data set uses a new salt for patients. Names, numbers, dates, places and comments in the header are not stored. '
          : ''}
        File names are stored as they are.
      </p>
    </details>
  );
}
