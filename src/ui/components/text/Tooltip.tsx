import { type ReactNode, useId } from 'react';
import { createPortal } from 'react-dom';
import { classNames } from '../classNames.ts';
import styles from './Tooltip.module.css';
import { useNote } from './useNote.ts';

type TermProps = {
  readonly children: ReactNode;
  /** One plain sentence. */
  readonly meaning: string;
};

/** A word whose meaning is one hover, or one focus, away. */
export function Tooltip({ children, meaning }: TermProps) {
  const id = useId();
  const { anchor, note, show, hide } = useNote<HTMLElement>();
  return (
    <span className={styles.holder} onPointerEnter={show} onPointerLeave={hide}>
      <dfn
        ref={anchor}
        className={styles.term}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: focus is how the keyboard reads the meaning.
        tabIndex={0}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => {
          if (event.key === 'Escape') hide();
        }}
      >
        {children}
      </dfn>
      {createPortal(
        <span ref={note} id={id} role="tooltip" popover="manual" className={classNames('dense', styles.note)}>
          {meaning}
        </span>,
        document.body, // so that it is no part of the text around the word
      )}
    </span>
  );
}
