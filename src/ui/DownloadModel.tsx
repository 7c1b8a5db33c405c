import type { ComponentProps } from 'react';
import { EXPORT_TARGETS, type ExportTarget } from '../export/targets.ts';
import { Button } from './components/Button.tsx';
import { download } from './workspace/download.ts';

type DownloadModelProps = Omit<ComponentProps<typeof Button>, 'onClick' | 'name'> & {
  /** Of the model. */
  readonly name: string;
  readonly attempt: (job: () => unknown) => Promise<boolean>;
  readonly write: (target: ExportTarget) => Promise<Blob>;
};

const [first, ...others] = Object.keys(EXPORT_TARGETS) as [ExportTarget, ...ExportTarget[]];

/** Saves a model as a file: a button for the first target, and a group of buttons for the others where there are any. */
export function DownloadModel({ name, attempt, write, ...button }: DownloadModelProps) {
  const save = (target: ExportTarget) =>
    void attempt(async () => download(await write(target), EXPORT_TARGETS[target].fileName(name)));
  return (
    <>
      <Button {...button} onClick={() => save(first)} />
      {others.length === 0 ? null : (
        <fieldset>
          <legend className="visually-hidden">Download in another format</legend>
          {others.map((target) => (
            <Button {...button} key={target} title={EXPORT_TARGETS[target].help} onClick={() => save(target)}>
              {EXPORT_TARGETS[target].label}
            </Button>
          ))}
        </fieldset>
      )}
    </>
  );
}
