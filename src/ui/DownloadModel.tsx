import { type ComponentProps, useState } from 'react';
import { EXPORT_TARGETS, type ExportTarget } from '../export/targets.ts';
import { Button } from './components/Button.tsx';
import choice from './components/choice.module.css';
import { classNames } from './components/classNames.ts';
import { Dialog } from './components/layout/Dialog.tsx';
import { download } from './workspace/download.ts';

type DownloadModelProps = Omit<ComponentProps<typeof Button>, 'onClick' | 'name'> & {
  /** Of the model. */
  readonly name: string;
  readonly attempt: (job: () => unknown) => Promise<boolean>;
  readonly write: (target: ExportTarget) => Promise<Blob>;
};

const [first, ...others] = Object.keys(EXPORT_TARGETS) as [ExportTarget, ...ExportTarget[]];

/** Saves a model as a file: a button for the first target, and one that lists the others with what each is for. */
export function DownloadModel({ name, attempt, write, ...button }: DownloadModelProps) {
  const [listed, setListed] = useState(false);
  const save = (target: ExportTarget) =>
    attempt(async () => download(await write(target), EXPORT_TARGETS[target].fileName(name)));
  return (
    <>
      <Button {...button} onClick={() => void save(first)} />
      <Button
        variant="quiet"
        aria-describedby={button['aria-describedby']}
        aria-haspopup="dialog"
        onClick={() => setListed(true)}
      >
        Use elsewhere…
      </Button>
      {listed ? (
        <Dialog title={`Use ${name} elsewhere`} onClose={() => setListed(false)}>
          <Formats save={save} onSaved={() => setListed(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

type FormatsProps = {
  readonly save: (target: ExportTarget) => Promise<boolean>;
  readonly onSaved: () => void;
};

function Formats({ save, onSaved }: FormatsProps) {
  const [writing, setWriting] = useState<ExportTarget | null>(null);
  const choose = async (target: ExportTarget) => {
    setWriting(target);
    await save(target); // what went wrong stands beside the button, below this dialog
    onSaved();
  };
  return (
    <ul className="stack">
      {others.map((target) => (
        <li key={target}>
          <button
            type="button"
            className={classNames('stack gap-1', choice.choice)}
            disabled={writing !== null}
            onClick={() => void choose(target)}
          >
            <span className="strong">{writing === target ? 'Writing the file…' : EXPORT_TARGETS[target].label}</span>
            <span className="quiet">{EXPORT_TARGETS[target].help}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
