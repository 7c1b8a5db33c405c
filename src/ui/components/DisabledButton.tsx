import type { ComponentProps } from 'react';
import { Button } from './Button.tsx';

type RestingButtonProps = Omit<ComponentProps<typeof Button>, 'disabled' | 'className'> & {
  /** It can do nothing now. */
  readonly resting: boolean;
};

/** A button that keeps the focus while it can do nothing: a disabled one would throw it back to the top of the page. */
export function DisabledButton({ resting, onClick, ...rest }: RestingButtonProps) {
  return (
    <Button
      {...rest}
      aria-disabled={resting}
      onClick={(event) => {
        if (!resting) onClick?.(event);
      }}
    />
  );
}
