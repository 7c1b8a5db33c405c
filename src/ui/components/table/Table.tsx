import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Table.module.css';

type TableProps = {
  readonly caption: string;
  /** False keeps the caption for screen readers only. */
  readonly captionShown?: boolean;
  /** `<thead>` and `<tbody>`; cells of numbers carry `numberCell`. */
  readonly children: ReactNode;
  readonly className?: string;
};

/** Class of cells that hold numbers: right-aligned, tabular figures. */
export const numberCell = styles.number;

/** Class of tables whose rows stand close together. */
export const closeRows = styles.tight;

/** A table that scrolls sideways by itself where it does not fit. */
export function Table({ caption, captionShown = false, children, className }: TableProps) {
  return (
    <section
      className={classNames(styles.scroll, className)}
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
      tabIndex={0}
    >
      <table className={classNames('dense', styles.table)}>
        <caption className={captionShown ? styles.caption : 'visually-hidden'}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}
