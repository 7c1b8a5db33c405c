import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import { Button } from '../../../components/Button.tsx';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { TextField } from '../../../components/form/TextField.tsx';
import { formatCounted } from '../../../components/text/format.ts';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';

/** Labelled scans that were chosen, before the model is tested on them. */
export type ExternalSet = {
  readonly name: string;
  readonly files: readonly DroppedFile[];
  /** `classIndex`: into the model's classes; null: it is left out. */
  readonly folders: readonly {
    readonly folder: string;
    readonly fileIndices: readonly number[];
    readonly classIndex: number | null;
  }[];
  readonly volumes: VolumeChoice | null;
  /** Zips that are open. */
  readonly archives: readonly string[];
};

type ExternalSetupProps = {
  readonly set: ExternalSet;
  readonly classes: readonly string[];
  readonly onChange: (set: ExternalSet) => void;
  readonly onRun: () => void;
  readonly onCancel: () => void;
};

/** What the set is called, and which class of the model each folder holds. */
export function ExternalSetup({ set, classes, onChange, onRun, onCancel }: ExternalSetupProps) {
  const chosen = set.folders.filter(({ classIndex }) => classIndex !== null);
  const scans = chosen.reduce((sum, { fileIndices }) => sum + fileIndices.length, 0);
  const options = [
    { value: '', label: 'Leave out' },
    ...classes.map((name, index) => ({ value: String(index), label: name })),
  ];
  return (
    <div className="stack gap-3">
      <TextField label="Name of the set" value={set.name} onChange={(name) => onChange({ ...set, name })} />
      {set.folders.map((each, place) => (
        <Select
          key={each.folder}
          label={`${each.folder}: ${formatCounted(each.fileIndices.length, 'file')}`}
          value={each.classIndex === null ? '' : String(each.classIndex)}
          options={options}
          onChange={(value) =>
            onChange({
              ...set,
              folders: set.folders.with(place, { ...each, classIndex: value === '' ? null : Number(value) }),
            })
          }
        />
      ))}
      <div className="row">
        <DisabledButton variant="primary" resting={scans === 0 || set.name.trim() === ''} onClick={onRun}>
          Test on {formatCounted(scans, 'scan')}
        </DisabledButton>
        <Button onClick={onCancel}>Cancel</Button>
        {scans === 0 ? <span className="quiet dense">Choose a class for one folder at least.</span> : null}
      </div>
    </div>
  );
}
