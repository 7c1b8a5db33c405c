import { type ReactNode, useId, useState } from 'react';
import { classNames } from '../../../components/classNames.ts';
import disclosure from './Disclosure.module.css';
import styles from './Fold.module.css';

type FoldProps = {
  readonly title: string;
  /** The present values in one line. */
  readonly values: string;
  /** A field in it is not allowed: it must be seen. */
  readonly forced: boolean;
  readonly children: ReactNode;
};

/**
 * Fields that are folded into one line until they are asked for. They stay in the order of the Tab key, and the fold opens
 * under the focus: nobody has to open it first to reach a field by its name.
 */
export function Fold({ title, values, forced, children }: FoldProps) {
  const [opened, setOpened] = useState(false);
  const open = opened || forced;
  const id = useId();
  return (
    <div className={styles.fold}>
      <button
        type="button"
        className={classNames('bare lights', disclosure.summary, styles.summary)}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        <span className="strong">{title}</span>
        {open ? null : <span className={classNames('quiet dense', disclosure.values)}>{values}</span>}
      </button>
      <fieldset
        id={id}
        className={open ? classNames('fields', disclosure.body) : 'visually-hidden'}
        onFocus={() => setOpened(true)}
      >
        <legend className="visually-hidden">{title}</legend>
        {children}
      </fieldset>
    </div>
  );
}
