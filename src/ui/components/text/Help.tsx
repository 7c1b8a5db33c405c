import { useId } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Tooltip.module.css';
import { useNote } from './useNote.ts';

type HelpProps = {
  /** 'What is learning rate?': the name of the button. */
  readonly question: string;
  readonly answer: string;
};

/** A button beside the label of a field: hover, focus or a press shows the answer. */
export function Help({ question, answer }: HelpProps) {
  const id = useId();
  const { anchor, note, show, hide } = useNote<HTMLButtonElement>();
  return (
    <span className={styles.holder} onPointerEnter={show} onPointerLeave={hide}>
      <button
        ref={anchor}
        type="button"
        className={classNames('quiet strong', styles.help)}
        aria-label={question}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key === 'Escape') hide();
        }}
      >
        ?
      </button>
      <span ref={note} id={id} role="tooltip" popover="manual" className={classNames('dense', styles.note)}>
        {answer}
      </span>
    </span>
  );
}
