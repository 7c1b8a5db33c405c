import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '../Button.tsx';
import { classNames } from '../classNames.ts';
import { CloseIcon } from '../icons.tsx';
import styles from './Dialog.module.css';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode;
  /** 'wide' for tables, 'scan' for edge-to-edge images on black. */
  readonly shape?: 'narrow' | 'wide' | 'scan';
  readonly onKeyDown?: (event: React.KeyboardEvent) => void;
};

/** A modal `<dialog>`: open while it is rendered. Focus goes in, Escape or a click outside closes, focus goes back. */
export function Dialog({ title, onClose, children, actions, shape = 'narrow', onKeyDown }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    const first = element?.querySelector<HTMLElement>('[data-autofocus]');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select(); // so that typing replaces the text
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classNames('framed', styles.dialog, styles[shape])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== dialog.current) return; // one that lies on top of this one
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={onKeyDown}
    >
      <div className={classNames('column', styles.frame)}>
        <div className={classNames('line', styles.head)}>
          <h2 id={titleId}>{title}</h2>
          <Button variant="quiet" small aria-label="Close" onClick={onClose}>
            <CloseIcon />
          </Button>
        </div>
        <div className={classNames('grow', styles.body)}>{children}</div>
        {actions ? <div className={classNames('row', styles.actions)}>{actions}</div> : null}
      </div>
    </dialog>
  );
}
