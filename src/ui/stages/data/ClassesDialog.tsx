import { useState } from 'react';
import { whyNotName } from '../../../dataset/edits/datasetEdits.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { Select } from '../../components/form/Select.tsx';
import { TextField } from '../../components/form/TextField.tsx';
import { Dialog } from '../../components/layout/Dialog.tsx';
import { useEdits } from './audit/useEdits.ts';
import styles from './ClassesDialog.module.css';

type ClassesDialogProps = { readonly classes: readonly string[]; readonly onClose: () => void };

const optionsOf = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));

/** Renames a class, or gives its scans to another one. Either can be undone. */
export function ClassesDialog({ classes, onClose }: ClassesDialogProps) {
  const { applyRemedy, failure } = useEdits();
  const [className, setClassName] = useState(classes[0] ?? '');
  const [name, setName] = useState('');
  const others = classes.filter((each) => each !== className);
  const [chosen, setChosen] = useState('');
  const into = others.includes(chosen) ? chosen : (others[0] ?? '');
  const problem = name === '' ? null : whyNotName(name, classes);
  const rename = async () => {
    const done = `${className} is called ${name.trim()} now.`;
    if (await applyRemedy({ kind: 'rename', className, name }, done)) onClose();
  };
  const merge = async () => {
    if (await applyRemedy({ kind: 'merge', className, into }, `${className} was merged into ${into}.`)) onClose();
  };
  return (
    <Dialog title="Rename or merge a class" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <p className="quiet dense">
        Models that were trained before keep the classes that they learned. Folders keep their class under its new name.
      </p>
      <Select label="Class" value={className} onChange={setClassName} options={optionsOf(classes)} />
      <form
        className={classNames('stack', styles.line)}
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== '' && problem === null) void rename();
        }}
      >
        <TextField label="New name" value={name} problem={problem} onChange={setName} autoFocus />
        <Button type="submit" disabled={name === '' || problem !== null}>
          Rename
        </Button>
      </form>
      {others.length > 0 ? (
        <div className={classNames('stack', styles.line)}>
          <Select label="Merge into" value={into} onChange={setChosen} options={optionsOf(others)} />
          <Button onClick={() => void merge()}>Merge</Button>
        </div>
      ) : null}
      {failure}
    </Dialog>
  );
}
