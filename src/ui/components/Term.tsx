import { type ReactNode, useId, useRef } from 'react';
import styles from './Term.module.css';

type TermProps = {
  readonly children: ReactNode;
  /** One plain sentence. */
  readonly meaning: string;
};

const GAP_PX = 6;

/** A word whose meaning is one hover, or one focus, away. */
export function Term({ children, meaning }: TermProps) {
  const id = useId();
  const word = useRef<HTMLElement>(null);
  const note = useRef<HTMLSpanElement>(null);

  const show = () => {
    if (!word.current || !note.current) return;
    note.current.showPopover();
    placeBeside(word.current, note.current);
  };
  const hide = () => {
    if (note.current?.matches(':popover-open')) note.current.hidePopover();
  };
  return (
    <span className={styles.holder} onPointerEnter={show} onPointerLeave={hide}>
      <dfn
        ref={word}
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
      <span ref={note} id={id} role="tooltip" popover="manual" className={styles.note}>
        {meaning}
      </span>
    </span>
  );
}

/** Below the word, or above it where there is no room; never off the page. */
function placeBeside(word: HTMLElement, note: HTMLElement): void {
  const at = word.getBoundingClientRect();
  const size = note.getBoundingClientRect();
  const below = at.bottom + GAP_PX;
  const fits = below + size.height <= window.innerHeight;
  const left = Math.max(GAP_PX, Math.min(at.left, window.innerWidth - size.width - GAP_PX));
  note.style.left = `${left}px`;
  note.style.top = `${fits ? below : at.top - size.height - GAP_PX}px`;
}
