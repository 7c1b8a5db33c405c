import { type ReactNode, useId } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Card.module.css';

type CardProps = {
  readonly title?: string;
  /** Right of the title: a quiet figure or a button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

/** A framed part of a stage. With a title it is a named region. */
export function Card({ title, aside, children, className }: CardProps) {
  const id = useId();
  if (!title) return <div className={classNames('panel column gap-3', styles.card, className)}>{children}</div>;
  return (
    <section className={classNames('panel column gap-3', styles.card, className)} aria-labelledby={id}>
      <header className="row spread">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
