import { type ReactNode, useState } from 'react';
import { Button } from '../../components/Button.tsx';

type ByNeedProps = {
  readonly button: string;
  /** What comes, for whoever wonders. */
  readonly hint: string;
  readonly children: ReactNode;
};

/** A card that few need at once: a button and a word on it, until it is pressed. */
export function ByNeed({ button, hint, children }: ByNeedProps) {
  const [opened, setOpened] = useState(false);
  if (opened) return children;
  return (
    <div className="row">
      <Button onClick={() => setOpened(true)}>{button}</Button>
      <span className="quiet dense">{hint}</span>
    </div>
  );
}
