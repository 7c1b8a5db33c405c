import { classNames } from '../classNames.ts';
import styles from './ClassMark.module.css';
import { classColour, classColourOnBlack } from './classColours.ts';

type ClassMarkProps = {
  readonly index: number;
  readonly letter: string;
  /** In the corner of a scan, on black in either theme. */
  readonly onBlack?: boolean;
};

/** The coloured letter of a class. The class is named beside it, so screen readers skip it. */
export function ClassMark({ index, letter, onBlack = false }: ClassMarkProps) {
  return (
    <span
      className={classNames('inline strong', styles.mark, onBlack && styles.onBlack)}
      style={{ backgroundColor: onBlack ? classColourOnBlack(index) : classColour(index) }}
      aria-hidden="true"
    >
      {letter}
    </span>
  );
}
