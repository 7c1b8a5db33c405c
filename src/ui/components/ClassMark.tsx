import styles from './ClassMark.module.css';
import { classColourOnBlack } from './classColours.ts';

type ClassMarkProps = {
  readonly index: number;
  readonly letter: string;
};

/** The coloured letter of a class. The class is named beside it, so screen readers skip it. */
export function ClassMark({ index, letter }: ClassMarkProps) {
  return (
    <span className={styles.mark} style={{ backgroundColor: classColourOnBlack(index) }} aria-hidden="true">
      {letter}
    </span>
  );
}
