import { type RefObject, useEffect, useRef } from 'react';

/** Takes the focus when it appears, where the control that had it is gone. */
export function useFocus(wanted: boolean): RefObject<HTMLParagraphElement | null> {
  const ref = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (wanted) ref.current?.focus({ preventScroll: true });
  }, [wanted]);
  return ref;
}
