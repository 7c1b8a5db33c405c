import { useState } from 'react';
import { preprocessingFields } from '../../../preprocessing/preprocessingSpec.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/form/NumberField.tsx';
import { Select } from '../../components/form/Select.tsx';
import { TextField } from '../../components/form/TextField.tsx';
import { Dialog } from '../../components/layout/Dialog.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import { describeModel } from '../../workspace/jobs.ts';

type DescribeDialogProps = { readonly model: ModelSummary; readonly onClose: () => void };

/** What the file of another program does not say of its network. */
export function DescribeDialog({ model: { id, name, card }, onClose }: DescribeDialogProps) {
  const [classes, setClasses] = useState(card.classes);
  const [fit, setFit] = useState(card.preprocessing.fit);
  const [threshold, setThreshold] = useState(card.threshold);
  const { attempt, failure } = useAttempt();
  const problems = classes.map((each, index) => classProblem(classes, each, index));
  const valid =
    problems.every((problem) => problem === null) && (threshold === null || (threshold >= 0 && threshold <= 1));
  const save = async () => {
    const said = { classes: classes.map((each) => each.trim()), fit, threshold };
    if (valid && (await attempt(() => describeModel(id, said)))) onClose();
  };
  const { size, depth } = card.preprocessing;
  return (
    <Dialog
      title={`Describe ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!valid} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <form
        className="stack gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="quiet dense">
          {card.origin?.program} does not save this. The network takes {size} × {size} pixels{' '}
          {depth === 1 ? 'in grey' : 'in colour'}, from 0 to 1.
        </p>
        {classes.map((each, index) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is named
            key={index}
            label={labelOf(index, classes.length)}
            value={each}
            problem={problems[index] ?? null}
            onChange={(changed) => setClasses(classes.with(index, changed))}
            autoFocus={index === 0}
          />
        ))}
        <Select
          label={preprocessingFields.fit.label}
          value={fit}
          options={preprocessingFields.fit.options}
          onChange={setFit}
          hint="As it was when the network was trained. Keras stretches."
        />
        {threshold === null ? null : (
          <NumberField label="Threshold" value={threshold} min={0} max={1} step={0.01} onChange={setThreshold} />
        )}
        {failure}
      </form>
    </Dialog>
  );
}

function labelOf(index: number, count: number): string {
  if (count > 2) return `Class of output ${index + 1}`;
  return index === 0 ? 'Negative class (near 0)' : 'Positive class (near 1)';
}

function classProblem(classes: readonly string[], name: string, index: number): string | null {
  if (name.trim() === '') return 'Give the class a name.';
  const twice = classes.findIndex((other) => other.trim() === name.trim()) < index;
  return twice ? 'Another class has this name.' : null;
}
