import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '../../../components/classNames.ts';
import styles from './Disclosure.module.css';

type DisclosureProps = {
  readonly title: string;
  /** The present values in a few words, so that one need not open it to know them. */
  readonly values: ReactNode;
  readonly children: ReactNode;
  /** At first. */
  readonly open?: boolean;
};

/** Settings that most people leave alone: closed, but never silent about their values, nor about what is wrong with one. */
export function Disclosure({ title, values, children, open = false }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (details.current?.querySelector('[aria-invalid="true"]')) details.current.open = true;
  });
  return (
    <details ref={details} open={open} className={classNames('framed', styles.disclosure)}>
      <summary className={classNames('lights', styles.summary)}>
        <h2>{title}</h2>
        <span className={classNames('quiet dense', styles.values)}>{values}</span>
      </summary>
      <div className={classNames('stack gap-4', styles.body)}>{children}</div>
    </details>
  );
}
