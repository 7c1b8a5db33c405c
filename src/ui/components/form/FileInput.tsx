import type { ReactNode } from 'react';
import { type DroppedFile, droppedFile } from '../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../workspace/timeSlices.ts';
import button from '../Button.module.css';
import { classNames } from '../classNames.ts';
import styles from './FileInput.module.css';

type FileInputProps = {
  readonly label: string;
  /** None where a folder without files was chosen. */
  readonly onFiles: (files: DroppedFile<File>[]) => void;
  readonly icon?: ReactNode;
  /** Chooses folders, with everything in them. */
  readonly folders?: boolean;
  readonly multiple?: boolean;
  /** As the attribute: '.zip'. A hint for the file chooser, no check. */
  readonly accept?: string;
  readonly primary?: boolean;
  readonly small?: boolean;
  readonly disabled?: boolean;
};

/** A file input that looks like a button; the label is its name. */
export function FileInput(props: FileInputProps) {
  const {
    label,
    onFiles,
    icon,
    folders = false,
    multiple = false,
    accept,
    primary = false,
    small = false,
    disabled,
  } = props;
  const take = async (input: HTMLInputElement) => {
    const files: DroppedFile<File>[] = [];
    await forEachInTimeSlices(input.files ?? [], (slice) => files.push(...slice.map(droppedFile)));
    input.value = ''; // so that the same choice counts as a change again
    onFiles(files);
  };
  return (
    <label
      className={classNames(
        ...[button.button, button[primary ? 'primary' : 'secondary'], small && button.small],
        ...[disabled && button.disabled, styles.file],
      )}
    >
      <input
        className="visually-hidden"
        type="file"
        multiple={multiple || folders}
        accept={accept}
        disabled={disabled}
        webkitdirectory={folders ? '' : undefined}
        onChange={(event) => void take(event.currentTarget)}
      />
      {icon}
      {label}
    </label>
  );
}
